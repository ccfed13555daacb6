import type * as glassEasel from 'glass-easel'
import { MISSING_TAGS } from '../tags'
import { registerMovableArea, registerMovableView } from './movable'
import { registerPickerView, registerPickerViewColumn } from './picker-view'
import { registerCanvas } from './canvas'
import { registerMap } from './map'
import { registerMatchMedia } from './match-media'
import { registerOpenData } from './open-data'
import { registerSlider } from './slider'
import { registerVideo } from './video'
import { registerAudio } from './audio'
import { registerButton } from './button'
import { registerCamera } from './camera'
import { registerEditor } from './editor'
import { registerGridView, registerSection, registerStickyHeader } from './sections'
import { registerWebView } from './web-view'
import { registerCheckbox, registerCheckboxGroup } from './checkbox'
import { registerForm } from './form'
import { registerIcon } from './icon'
import { registerImage } from './image'
import { registerInput } from './input'
import { registerLabel } from './label'
import { registerNavigationBar } from './navigation-bar'
import { registerNavigator } from './navigator'
import { registerPageContainer } from './page-container'
import { registerPageMeta } from './page-meta'
import { registerPicker } from './picker'
import { registerPlaceholder } from './placeholder'
import { registerProgress } from './progress'
import { registerRadio, registerRadioGroup } from './radio'
import { registerRichText } from './rich-text'
import { registerRootPortal } from './root-portal'
import { registerScrollView } from './scroll-view'
import { registerSwiper, registerSwiperItem } from './swiper'
import { registerSwitch } from './switch'
import { registerText } from './text'
import { registerTextarea } from './textarea'
import { registerView } from './view'

type Register = (space: glassEasel.ComponentSpace) => unknown

const PARTS: Record<string, Register> = {
  view: registerView,
  text: registerText,
  button: registerButton,
  image: registerImage,
  icon: registerIcon,
  'scroll-view': registerScrollView,
  swiper: registerSwiper,
  'swiper-item': registerSwiperItem,
  input: registerInput,
  textarea: registerTextarea,
  checkbox: registerCheckbox,
  'checkbox-group': registerCheckboxGroup,
  radio: registerRadio,
  'radio-group': registerRadioGroup,
  switch: registerSwitch,
  label: registerLabel,
  form: registerForm,
  navigator: registerNavigator,
  'rich-text': registerRichText,
  picker: registerPicker,
  progress: registerProgress,
  'root-portal': registerRootPortal,
  'page-container': registerPageContainer,
  'page-meta': registerPageMeta,
  'navigation-bar': registerNavigationBar,
  slider: registerSlider,
  'picker-view': registerPickerView,
  'picker-view-column': registerPickerViewColumn,
  'movable-area': registerMovableArea,
  'movable-view': registerMovableView,
  canvas: registerCanvas,
  map: registerMap,
  video: registerVideo,
  'match-media': registerMatchMedia,
  'open-data': registerOpenData,
  audio: registerAudio,
  camera: registerCamera,
  editor: registerEditor,
  'web-view': registerWebView,
  'list-view': registerSection('list-view'),
  'grid-view': registerGridView,
  'sticky-section': registerSection('sticky-section'),
  'sticky-header': registerStickyHeader,
  snapshot: registerSection('snapshot'),
  'share-element': registerSection('share-element'),
  'cover-view': registerView,
  'cover-image': registerImage,
}

/** Tags the phone really has. */
export const PART_TAGS = Object.keys(PARTS)

type Reaction = (this: glassEasel.GeneralComponent, ...given: unknown[]) => unknown
type Reactions = Record<string, Reaction>

/**
 * A space whose parts react only while they have an element: an app that still writes to a page it has left makes
 * parts without one.
 */
function onlyWithElement(space: glassEasel.ComponentSpace): glassEasel.ComponentSpace {
  const guarded = (reactions: Reactions = {}): Reactions =>
    Object.fromEntries(
      Object.entries(reactions).map(([name, act]): [string, Reaction] => [
        name,
        function (...given) {
          return this.$$ ? act.apply(this, given) : undefined
        },
      ]),
    )
  const define = (part: { observers?: Reactions; lifetimes?: Reactions }) =>
    space.defineComponent({
      ...part,
      observers: guarded(part.observers),
      lifetimes: guarded(part.lifetimes),
    } as never)
  return Object.create(space, { defineComponent: { value: define } }) as glassEasel.ComponentSpace
}

/** All built-in parts by the tag they answer to; missing ones as labelled boxes. */
export function registerParts(
  space: glassEasel.ComponentSpace,
): Record<string, glassEasel.GeneralComponentDefinition> {
  const guarded = onlyWithElement(space)
  const missing = MISSING_TAGS.map((tag): [string, Register] => [tag, registerPlaceholder(tag)])
  const made = [...Object.entries(PARTS), ...missing].map(([tag, register]) => [tag, register(guarded)])
  return Object.fromEntries(made) as Record<string, glassEasel.GeneralComponentDefinition>
}
