import { navigationBarHeight, onSettingChange, screenSize, statusBarHeight, tabBarHeight } from './device'
import { pagesLayer } from './screen'
import { themed } from './theme'

export interface NavigationLook {
  title?: string
  background?: string
  /** 'black' or 'white' */
  text?: string
  loading?: boolean
}

/** Where one page is shown: its navigation bar, and the viewport that mini program coordinates are measured in. */
export interface PageView {
  layer: HTMLElement
  /** Contains fixed nodes; `closest('.phone-page')` is the page's viewport. */
  viewport: HTMLElement
  scroller: HTMLElement
  windowHeight: number
  look(change: NavigationLook): void
  showHomeButton(shown: boolean): void
  show(): void
  hide(): void
  remove(): void
}

const views = new WeakMap<Element, PageView>()

/** The view of the page an element stands in. */
export function viewOf(element: Element): PageView | undefined {
  const layer = element.closest('.phone-layer')
  return layer ? views.get(layer) : undefined
}

type WindowConfig = Record<string, unknown>

const make = (tag: string, className: string, parent: HTMLElement) => {
  const element = document.createElement(tag)
  element.className = className
  parent.append(element)
  return element
}

function button(name: string, text: string, parent: HTMLElement, act: () => void) {
  const made = make('button', 'phone-nav-button', parent)
  made.textContent = text
  made.setAttribute('aria-label', name)
  made.addEventListener('click', act)
  return made
}

/**
 * @param config the app's `window` with the page's own settings over it
 * @param place what stands left in the bar, and whether a tab bar lies below the page
 */
export function createPageView(
  config: WindowConfig,
  place: { canGoBack: boolean; tabBar: boolean; route: string; back(): void; home(): void },
): PageView {
  const custom = config.navigationStyle === 'custom'
  const layer = make('section', 'phone-layer', pagesLayer)
  layer.dataset.page = place.route
  const bar = make('header', 'phone-nav', layer)
  bar.style.cssText = `height:${navigationBarHeight}px;padding-top:${statusBarHeight}px`
  if (custom) bar.style.display = 'none'
  const left = make('div', 'phone-nav-left', bar)
  if (place.canGoBack) button('返回', '‹', left, place.back)
  const home = button('返回首页', '⌂', left, place.home)
  home.hidden = true
  const spinner = make('span', 'phone-nav-loading', bar)
  const heading = make('h1', 'phone-nav-title', bar)

  const viewport = make('div', 'phone-page', layer)
  const scroller = make('div', 'phone-page-scroll', viewport)
  if (config.disableScroll) scroller.style.overflowY = 'hidden'
  const taken = (custom ? 0 : statusBarHeight + navigationBarHeight) + (place.tabBar ? tabBarHeight : 0)
  const windowHeight = screenSize().height - taken
  viewport.style.setProperty('--vh', `${windowHeight / 100}px`)
  viewport.style.height = `${windowHeight}px`

  const shown: NavigationLook = {}
  const draw = () => {
    const background = shown.background ?? themed(config.navigationBarBackgroundColor, '#000000')
    const text = shown.text ?? themed(config.navigationBarTextStyle, 'white')
    heading.textContent = shown.title ?? (config.navigationBarTitleText as string | undefined) ?? ''
    bar.style.background = background
    bar.style.color = text === 'white' ? '#ffffff' : '#000000'
    layer.dataset.navText = text
    layer.style.background = themed(config.backgroundColor, '#ffffff')
    spinner.hidden = !shown.loading
  }
  draw()
  const stop = onSettingChange('theme', draw)
  const view: PageView = {
    layer,
    viewport,
    scroller,
    windowHeight,
    look(change) {
      Object.assign(shown, change)
      draw()
    },
    showHomeButton: (visible) => void (home.hidden = !visible),
    show: () => void (layer.hidden = false),
    hide: () => void (layer.hidden = true),
    remove() {
      stop()
      layer.remove()
    },
  }
  views.set(layer, view)
  return view
}
