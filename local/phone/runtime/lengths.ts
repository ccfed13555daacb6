/** rpx and vh inside inline styles, which reach the phone as text at run time; style sheets are done by the compiler. */
export function convertInlineStyle(style: string): string {
  if (!style.includes('rpx') && !style.includes('vh')) return style
  return style.replace(/(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b/g, (_, amount: string, unit: string) =>
    unit === 'rpx' ? `${+(Number(amount) / 7.5).toFixed(5)}vw` : `calc(${amount} * var(--vh, 1vh))`,
  )
}
