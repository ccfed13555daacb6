// Three kinds of tests: what runs in Node alone, single components, and whole stories in a real browser.
const base = {
  transform: { '^.+\\.(t|j|mj|mt)s$': '<rootDir>/tests/support/typescript.cjs' },
  // These packages ship ES modules only; jest runs CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(glass-easel|glass-easel-miniprogram-adapter|mingo|uqr|tdesign-miniprogram|bson)/)',
  ],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/build-once.cjs',
  // Bundles: each has a package.json with an area's name, and replays make whole sets of them.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
}
module.exports = {
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'node',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/journeys/', '/components/'],
    },
    {
      ...base,
      displayName: 'components',
      testEnvironment: 'jsdom',
      // The app's package manager takes this folder for the package.
      moduleNameMapper: {
        '^tdesign-miniprogram/(?!miniprogram_dist|package)(.*)$': 'tdesign-miniprogram/miniprogram_dist/$1',
      },
      testMatch: ['<rootDir>/tests/components/**/*.test.ts'],
    },
    { ...base, displayName: 'journeys', testMatch: ['<rootDir>/tests/journeys/**/*.test.ts'] },
  ],
}
