import { metresPerPixel, toPixels, type Place } from './projection'

export interface Callout {
  content?: string
  color?: string
  fontSize?: number
  borderRadius?: number
  borderWidth?: number
  borderColor?: string
  bgColor?: string
  padding?: number
  display?: 'BYCLICK' | 'ALWAYS'
  textAlign?: string
}
export interface Marker extends Place {
  id?: number
  title?: string
  iconPath?: string
  rotate?: number
  alpha?: number
  width?: number | string
  height?: number | string
  anchor?: { x: number; y: number }
  callout?: Callout
  label?: Callout & { anchorX?: number; anchorY?: number }
  zIndex?: number
  ariaLabel?: string
}
interface Line {
  points: Place[]
  color?: string
  width?: number
  dottedLine?: boolean
}
export interface MapContent {
  polyline: Line[]
  polygons: { points: Place[]; strokeColor?: string; strokeWidth?: number; fillColor?: string }[]
  circles: (Place & { radius: number; color?: string; fillColor?: string; strokeWidth?: number })[]
  markers: Marker[]
}

/** Where a place lies in the frame of the map, in px. */
export type Locate = (place: Place) => { x: number; y: number }

const SVG = 'http://www.w3.org/2000/svg'

/** `#RRGGBBAA` is what the platform writes; browsers read it, too. */
function shape(name: string, attributes: Record<string, string | number>) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

const outline = (points: Place[], locate: Locate) =>
  points
    .map(locate)
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')

/** Lines, areas and circles, below the markers. */
export function drawShapes(content: MapContent, locate: Locate, scale: number): SVGElement[] {
  return [
    ...content.polygons.map(({ points, strokeColor, strokeWidth, fillColor }) =>
      shape('polygon', {
        points: outline(points, locate),
        stroke: strokeColor ?? '#1aad19',
        'stroke-width': strokeWidth ?? 1,
        fill: fillColor ?? 'none',
      }),
    ),
    ...content.circles.map((circle) => {
      const { x, y } = locate(circle)
      return shape('circle', {
        ...{ cx: x, cy: y, r: circle.radius / metresPerPixel(circle.latitude, scale) },
        stroke: circle.color ?? '#1aad19',
        'stroke-width': circle.strokeWidth ?? 1,
        fill: circle.fillColor ?? 'none',
      })
    }),
    ...content.polyline.map(({ points, color, width, dottedLine }) =>
      shape('polyline', {
        points: outline(points, locate),
        fill: 'none',
        stroke: color ?? '#1aad19',
        'stroke-width': width ?? 4,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        ...(dottedLine ? { 'stroke-dasharray': '8 8' } : {}),
      }),
    ),
  ]
}

/** A grid that moves with the map stands for streets the phone does not have. @returns CSS of the ground */
export function ground(center: Place, scale: number, width: number, height: number): string {
  const { x, y } = toPixels(center, scale)
  const cell = 96 * 2 ** (scale - Math.floor(scale))
  const offset = (at: number, size: number) => `${(size / 2 - (at % cell)).toFixed(1)}px`
  return `background-size:${cell}px ${cell}px;background-position:${offset(x, width)} ${offset(y, height)}`
}

function bubble(className: string, look: Callout): HTMLElement {
  const made = document.createElement('span')
  made.className = className
  made.textContent = look.content ?? ''
  const { color, fontSize, borderRadius, borderWidth, borderColor, bgColor, padding, textAlign } = look
  const style: Partial<CSSStyleDeclaration> = { color: color ?? '', background: bgColor ?? '' }
  if (fontSize) style.fontSize = `${fontSize}px`
  if (borderRadius) style.borderRadius = `${borderRadius}px`
  if (borderWidth) style.border = `${borderWidth}px solid ${borderColor ?? '#000'}`
  if (padding) style.padding = `${padding}px`
  if (textAlign) style.textAlign = textAlign
  Object.assign(made.style, style)
  return made
}

const size = (value: number | string | undefined) =>
  value === undefined ? '' : typeof value === 'number' ? `${value}px` : value

/**
 * One marker with its label and callout.
 * @param picture address of its icon, '' for the platform's own pin
 * @param tapped called with what of it was tapped
 */
export function drawMarker(
  marker: Marker,
  at: { x: number; y: number },
  picture: string,
  open: boolean,
  tapped: (what: 'marker' | 'label' | 'callout') => void,
): HTMLElement {
  const made = document.createElement('div')
  made.className = 'part-marker'
  const { x, y } = marker.anchor ?? { x: 0.5, y: 1 }
  made.style.cssText = `left:${at.x}px;top:${at.y}px;z-index:${marker.zIndex ?? 1};opacity:${marker.alpha ?? 1}`
  made.style.transform = `translate(${-x * 100}%, ${-y * 100}%)`
  const pin = document.createElement(picture ? 'img' : 'i')
  if (picture) (pin as HTMLImageElement).src = picture
  else pin.className = 'part-pin'
  if (picture) Object.assign(pin.style, { width: size(marker.width), height: size(marker.height) })
  pin.style.rotate = `${marker.rotate ?? 0}deg`
  pin.setAttribute('role', 'button')
  pin.setAttribute('aria-label', marker.ariaLabel ?? marker.title ?? marker.callout?.content ?? '标记')
  made.append(pin)
  const react = (element: HTMLElement, what: 'marker' | 'label' | 'callout') =>
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      tapped(what)
    })
  react(pin, 'marker')
  const callout = marker.callout ?? (marker.title ? { content: marker.title } : undefined)
  if (callout?.content && (open || callout.display === 'ALWAYS')) {
    const balloon = bubble('part-callout', callout)
    react(balloon, 'callout')
    made.append(balloon)
  }
  if (marker.label?.content) {
    const label = bubble('part-label', marker.label)
    label.style.translate = `${marker.label.anchorX ?? 0}px ${marker.label.anchorY ?? 0}px`
    react(label, 'label')
    made.append(label)
  }
  return made
}
