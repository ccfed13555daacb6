type Listener = (...given: unknown[]) => void

/** What navigateTo puts between the opening page and the opened one. */
export class EventChannel {
  private listeners = new Map<string, Set<Listener>>()

  on(event: string, listener: Listener) {
    const known = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, known.add(listener))
  }

  once(event: string, listener: Listener) {
    const wrapped: Listener = (...given) => {
      this.off(event, wrapped)
      listener(...given)
    }
    this.on(event, wrapped)
  }

  /** Without a listener: all of the event. */
  off(event: string, listener?: Listener) {
    if (listener) this.listeners.get(event)?.delete(listener)
    else this.listeners.delete(event)
  }

  emit(event: string, ...given: unknown[]) {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...given)
  }
}
