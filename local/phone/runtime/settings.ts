/** What the server writes into the page for this phone. */
interface PhoneSettings {
  cloudUrl: string | null
  /** False for an app that declares no dark mode: the theme stays light for it. */
  darkMode: boolean
}

const written = document.getElementById('phone-settings')?.textContent ?? '{}'

export const phoneSettings: PhoneSettings = {
  cloudUrl: null,
  darkMode: true,
  ...(JSON.parse(written) as Partial<PhoneSettings>),
}
