/**
 * Lengths only mini programs (or only real screens) have. 750 rpx are the width of the phone's own frame; `vh` is a
 * hundredth of the page below its navigation bar, which the page view sets as --vh.
 */
export function convertLengths(style: string): string {
  if (!style.includes('rpx') && !style.includes('vh')) return style
  return style.replace(/(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b/g, (_, amount: string, unit: string) => {
    if (unit === 'vh') return `calc(${amount} * var(--vh, 1vh))`
    // rounded away from zero: a browser cuts 49.9999px to the next lower 1/64
    const number = Number(amount)
    return `${(Math.sign(number) * Math.ceil((Math.abs(number) / 7.5) * 1e6)) / 1e6}vw`
  })
}
