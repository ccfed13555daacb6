/**
 * Ambient types of the mini program, as WeChat DevTools' own templates lay them: the platform's `wx`, `Page`, `Component`.
 */
/// <reference types="miniprogram-api-typings" />
