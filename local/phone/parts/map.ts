import type * as glassEasel from 'glass-easel'
import { pictureAddress } from '../runtime/files/pictures'
import { placeOfPhone } from '../runtime/place'
import { drawMarker, drawShapes, ground, type MapContent, type Marker } from '../runtime/map/drawing'
import { createMapContext, type MapView } from '../runtime/map/map-context'
import { toPixels, toPlace, type Place } from '../runtime/map/projection'
import { hostOf, innerOf, type PartElement } from './dom'
import template from './map.wxml'

type Points = { touches: { clientX: number; clientY: number }[] }

const list = { type: Array, value: [] as unknown[] } as const

/** `<map>`: places, lines and areas on an offline ground; drawn and zoomed by hand. */
export const registerMap = (space: glassEasel.ComponentSpace) =>
  space.defineComponent({
    is: 'map',
    template,
    properties: {
      longitude: Number,
      latitude: Number,
      scale: { type: Number, value: 16 },
      minScale: { type: Number, value: 3 },
      maxScale: { type: Number, value: 20 },
      markers: list,
      covers: list,
      polyline: list,
      circles: list,
      controls: list,
      includePoints: list,
      polygons: list,
      showLocation: Boolean,
      enableZoom: { type: Boolean, value: true },
      enableScroll: { type: Boolean, value: true },
      // about tiles and a third dimension, which this ground does not have
      enableRotate: Boolean,
      enable3D: Boolean,
      enableOverlooking: Boolean,
      enableSatellite: Boolean,
      enableTraffic: Boolean,
      enablePoi: { type: Boolean, value: true },
      enableBuilding: Boolean,
      enableAutoMaxOverlooking: Boolean,
      enableIndoorMap: Boolean,
      showCompass: Boolean,
      showScale: Boolean,
      subkey: String,
      layerStyle: { type: null, value: 1 },
      rotate: Number,
      skew: Number,
      setting: { type: null, value: {} },
    },
    lifetimes: {
      attached() {
        const host: PartElement = hostOf(this)
        const owner = this.ownerShadowRoot?.getHostNode().is ?? ''
        const [back, shapes, pins] = ['ground', 'shapes', 'markers'].map((id) => innerOf(this, id)) as [
          HTMLElement,
          HTMLElement,
          HTMLElement,
        ]
        const view: MapView = {
          center: { latitude: this.data.latitude, longitude: this.data.longitude },
          scale: this.data.scale,
          size: () => ({ width: host.clientWidth, height: host.clientHeight }),
          added: [],
          draw: () => draw(),
          told: (type, causedBy) => this.triggerEvent('regionchange', { type, causedBy, ...facts() }),
        }
        let opened: number | undefined
        const facts = () => ({ scale: view.scale, centerLocation: { ...view.center } })
        const corner = () => {
          const { x, y } = toPixels(view.center, view.scale)
          return { x: x - host.clientWidth / 2, y: y - host.clientHeight / 2 }
        }
        const locate = (place: Place) => {
          const { x, y } = toPixels(place, view.scale)
          return { x: x - corner().x, y: y - corner().y }
        }
        const tapped = (marker: Marker, at: number) => (what: 'marker' | 'label' | 'callout') => {
          const markerId = marker.id ?? at
          if (what === 'marker') opened = markerId
          this.triggerEvent(`${what}tap`, { markerId })
          draw()
        }
        const draw = () => {
          back.style.cssText = ground(view.center, view.scale, host.clientWidth, host.clientHeight)
          const content = this.data as unknown as MapContent
          const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
          svg.append(...drawShapes(content, locate, view.scale))
          shapes.replaceChildren(svg)
          const markers = [...content.markers, ...view.added].map((marker, at) => {
            const address = marker.iconPath ? pictureAddress(marker.iconPath, owner) : ''
            const picture = typeof address === 'string' ? address : ''
            return drawMarker(
              marker,
              locate(marker),
              picture,
              opened === (marker.id ?? at),
              tapped(marker, at),
            )
          })
          if (this.data.showLocation) {
            const dot = document.createElement('i')
            dot.className = 'part-here'
            const { x, y } = locate(placeOfPhone())
            dot.style.cssText = `left:${x}px;top:${y}px`
            markers.push(dot)
          }
          pins.replaceChildren(...markers)
        }
        const zoom = (by: number) => {
          const { minScale, maxScale } = this.data
          view.scale = Math.min(Math.max(view.scale + by, minScale), maxScale)
          draw()
          view.told('end', 'scale')
        }
        let from: { x: number; y: number } | null = null
        let moved = false
        this.addListener('touchstart', (event) => {
          const [point] = (event as unknown as Points).touches
          from = point && this.data.enableScroll ? { x: point.clientX, y: point.clientY } : null
          moved = false
        })
        this.addListener('touchmove', (event) => {
          const [point] = (event as unknown as Points).touches
          if (!from || !point) return
          event.preventDefault()
          if (!moved) view.told('begin', 'gesture')
          moved = true
          const { x, y } = toPixels(view.center, view.scale)
          view.center = toPlace(x - (point.clientX - from.x), y - (point.clientY - from.y), view.scale)
          from = { x: point.clientX, y: point.clientY }
          draw()
        })
        this.addListener('touchend', () => {
          from = null
          if (moved) view.told('end', 'drag')
        })
        host.addEventListener('click', (event) => {
          if (moved) return
          opened = undefined
          const own = Element.prototype.getBoundingClientRect.call(host)
          const { x, y } = corner()
          this.triggerEvent(
            'tap',
            toPlace(x + event.clientX - own.left, y + event.clientY - own.top, view.scale),
          )
          draw()
        })
        host.addEventListener('wheel', (event) => {
          if (!this.data.enableZoom) return
          event.preventDefault()
          zoom(event.deltaY > 0 ? -0.5 : 0.5)
        })
        const follow = () => {
          const { latitude, longitude, scale } = this.data
          Object.assign(view, { center: { latitude, longitude }, scale })
          draw()
        }
        this.dynamicAddObserver(follow, 'latitude, longitude, scale')
        this.dynamicAddObserver(draw, 'markers, polyline, circles, polygons, showLocation')
        host.partContext = createMapContext(view)
        const include = () => {
          const points = this.data.includePoints as Place[]
          if (points.length > 0) createMapContext(view).includePoints({ points, padding: [20] })
        }
        this.dynamicAddObserver(include, 'includePoints')
        new ResizeObserver(draw).observe(host)
        requestAnimationFrame(() => {
          draw()
          include()
          this.triggerEvent('updated', {})
        })
      },
    },
  })
