type Entry = { name: string; entryType: string; startTime: number; duration: number }

/** wx.getPerformance, and reports to WeChat's own statistics, which nobody reads here. */
export const performanceApi = {
  getPerformance: () => ({
    now: () => performance.now(),
    getEntries: () => performance.getEntries() as Entry[],
    getEntriesByName: (name: string, type?: string) => performance.getEntriesByName(name, type) as Entry[],
    getEntriesByType: (type: string) => performance.getEntriesByType(type) as Entry[],
    mark: (name: string) => void performance.mark(name),
    measure: (name: string, from?: string, to?: string) => void performance.measure(name, from, to),
    setBufferSize: () => undefined,
    createObserver(hear: (list: { getEntries(): Entry[] }) => void) {
      const observer = new PerformanceObserver((list) =>
        hear({ getEntries: () => list.getEntries() as Entry[] }),
      )
      const types = (wanted: string[]) =>
        wanted.filter((one) => PerformanceObserver.supportedEntryTypes.includes(one))
      return {
        observe: ({ entryTypes = [] }: { entryTypes?: string[] }) => {
          const known = types(entryTypes)
          if (known.length > 0) observer.observe({ entryTypes: known })
        },
        disconnect: () => observer.disconnect(),
      }
    },
  }),
  reportPerformance: () => undefined,
  reportEvent: () => undefined,
  reportAnalytics: () => undefined,
  reportMonitor: () => undefined,
  getExptInfoSync: () => ({}),
}
