import type { Pages } from '../pages'
import { refreshOf } from '../pull-down'
import type { TabBar } from '../tab-bar'
import { ApiFailure, callable } from './call'

interface ScrollTo {
  scrollTop?: number
  selector?: string
  duration?: number
  offsetTop?: number
}

/** What an app changes about the page on top: its bar, its scroll position, its pull-down refresh, the tab bar. */
export function pageApi(pages: Pages, tabBar: TabBar) {
  const top = () => {
    const page = pages.top()
    if (!page) throw new ApiFailure('no page is open')
    return page
  }
  const tab = <Input extends { index?: number }>(name: string, run: (input: Input) => void) =>
    callable<Input>(name, (input) => {
      if (!tabBar.native) throw new ApiFailure('not TabBar page')
      run(input)
    })
  return {
    setNavigationBarTitle: callable<{ title: string }>('setNavigationBarTitle', ({ title }) =>
      top().view.look({ title }),
    ),
    setNavigationBarColor: callable<{ frontColor: string; backgroundColor: string }>(
      'setNavigationBarColor',
      ({ frontColor, backgroundColor }) => {
        top().view.look({ text: frontColor === '#ffffff' ? 'white' : 'black', background: backgroundColor })
      },
    ),
    showNavigationBarLoading: callable('showNavigationBarLoading', () => top().view.look({ loading: true })),
    hideNavigationBarLoading: callable('hideNavigationBarLoading', () => top().view.look({ loading: false })),
    hideHomeButton: callable('hideHomeButton', () => top().view.showHomeButton(false)),
    pageScrollTo: callable<ScrollTo>(
      'pageScrollTo',
      ({ scrollTop, selector, duration = 300, offsetTop = 0 }) => {
        const { scroller } = top().view
        const target = selector ? scroller.querySelector<HTMLElement>(`wx-page ${selector}`) : null
        if (selector && !target) throw new ApiFailure(`selector "${selector}" is not found`)
        const at = target
          ? target.getBoundingClientRect().top + scroller.scrollTop + offsetTop
          : (scrollTop ?? 0)
        scroller.scrollTo({ top: at, behavior: duration > 0 ? 'smooth' : 'instant' })
      },
    ),
    setBackgroundColor: callable<{ backgroundColor?: string }>(
      'setBackgroundColor',
      ({ backgroundColor }) => {
        if (backgroundColor) top().view.layer.style.background = backgroundColor
      },
    ),
    // the dots of the refresh are the same on every ground of this phone
    setBackgroundTextStyle: callable('setBackgroundTextStyle', () => undefined),
    startPullDownRefresh: callable('startPullDownRefresh', () => refreshOf(top()).start()),
    stopPullDownRefresh: callable('stopPullDownRefresh', () => refreshOf(top()).stop()),
    showTabBar: callable('showTabBar', () => tabBar.setVisible(true)),
    hideTabBar: callable('hideTabBar', () => tabBar.setVisible(false)),
    setTabBarBadge: tab<{ index: number; text: string }>('setTabBarBadge', ({ index, text }) =>
      tabBar.setBadge(index, text),
    ),
    removeTabBarBadge: tab<{ index: number }>('removeTabBarBadge', ({ index }) =>
      tabBar.setBadge(index, null),
    ),
    showTabBarRedDot: tab<{ index: number }>('showTabBarRedDot', ({ index }) => tabBar.setDot(index, true)),
    hideTabBarRedDot: tab<{ index: number }>('hideTabBarRedDot', ({ index }) => tabBar.setDot(index, false)),
    setTabBarItem: tab<{ index: number; text?: string }>('setTabBarItem', ({ index, ...change }) =>
      tabBar.setItem(index, change),
    ),
    setTabBarStyle: tab('setTabBarStyle', (change) => tabBar.setStyle(change as Record<string, unknown>)),
  }
}
