// Two kinds of tests: what runs in Node alone, and whole stories in a real browser.
const swc = {
  '^.+\\.(t|j|mj)s$': [
    '@swc/jest',
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
}
const base = {
  transform: swc,
  // These packages ship ES modules only; jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(glass-easel|glass-easel-miniprogram-adapter|mingo|uqr|tdesign-miniprogram|bson)/)'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/build-once.cjs',
}
module.exports = {
  projects: [
    { ...base, displayName: 'node', testMatch: ['<rootDir>/tests/**/*.test.ts'], testPathIgnorePatterns: ['/journeys/', '/components/'] },
    { ...base, displayName: 'components', testEnvironment: 'jsdom', testMatch: ['<rootDir>/tests/components/**/*.test.ts'] },
    { ...base, displayName: 'journeys', testMatch: ['<rootDir>/tests/journeys/**/*.test.ts'] },
  ],
}
