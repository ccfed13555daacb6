import { typeTest } from './bson-type'
import { compareValues, sameValue } from './compare'
import { isPlainObject, type Document } from './ejson'
import type { Test } from './elements'
import { invalidParameter } from './errors'
import { regexOf, regexTest } from './regex'

/** Reads one keyword of a schema; `sibling` gives others beside it. A keyword about a type passes all other types. */
type Keyword = (operand: unknown, schema: Document) => Test

/** JSON Schema's names of types; bsonType takes MongoDB's. */
const JSON_TYPES: Record<string, string> = {
  ...{ object: 'object', array: 'array', number: 'number', boolean: 'bool', string: 'string', null: 'null' },
}

const KEYWORDS: Record<string, Keyword> = {
  bsonType: (operand) => typeTest('$jsonSchema: bsonType', operand),
  type: (operand) =>
    typeTest(
      '$jsonSchema: type',
      list(operand).map((name) => JSON_TYPES[String(name)] ?? name),
    ),
  enum: (operand) => {
    const values = listOf('enum', operand)
    return (value) => values.some((other) => sameValue(value, other))
  },

  required: (operand) => {
    const names = listOf('required', operand).map(String)
    return onObjects((value) => names.every((name) => Object.hasOwn(value, name)))
  },
  properties: (operand) => {
    const tests = schemas('properties', operand)
    return onObjects((value) =>
      tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value[name])),
    )
  },
  patternProperties: (operand) => {
    const tests = schemas('patternProperties', operand).map(([name, test]) => [pattern(name), test] as const)
    return onObjects((value) =>
      Object.keys(value).every((name) => tests.every(([regex, test]) => !regex(name) || test(value[name]))),
    )
  },
  additionalProperties: (operand, { properties = {}, patternProperties = {} }) => {
    const test = typeof operand === 'boolean' ? () => operand : schemaTest(operand)
    const regexes = Object.keys(patternProperties as Document).map(pattern)
    const known = (name: string) =>
      Object.hasOwn(properties as Document, name) || regexes.some((regex) => regex(name))
    return onObjects((value) => Object.keys(value).every((name) => known(name) || test(value[name])))
  },
  minProperties: (operand) =>
    sized('minProperties', operand, (n) => onObjects((v) => Object.keys(v).length >= n)),
  maxProperties: (operand) =>
    sized('maxProperties', operand, (n) => onObjects((v) => Object.keys(v).length <= n)),
  dependencies: (operand) => {
    const tests = Object.entries(object('dependencies', operand)).map(([name, wanted]) => {
      const names = Array.isArray(wanted) ? wanted.map(String) : undefined
      const test = names
        ? (value: unknown) => names.every((other) => Object.hasOwn(value as Document, other))
        : schemaTest(wanted)
      return [name, test] as const
    })
    return onObjects((value) => tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value)))
  },

  items: (operand, { additionalItems = true }) => {
    if (!Array.isArray(operand)) {
      const test = schemaTest(operand)
      return onLists((value) => value.every(test))
    }
    const tests = operand.map(schemaTest)
    const rest: Test =
      typeof additionalItems === 'boolean' ? () => additionalItems : schemaTest(additionalItems)
    return onLists((value) => value.every((item, i) => (tests[i] ?? rest)(item)))
  },
  additionalItems: () => () => true, // read by items
  minItems: (operand) => sized('minItems', operand, (n) => onLists((value) => value.length >= n)),
  maxItems: (operand) => sized('maxItems', operand, (n) => onLists((value) => value.length <= n)),
  uniqueItems: (operand) =>
    onLists(
      (value) =>
        !operand || !value.some((item, i) => value.slice(0, i).some((other) => sameValue(item, other))),
    ),

  minLength: (operand) => sized('minLength', operand, (n) => onTexts((value) => [...value].length >= n)),
  maxLength: (operand) => sized('maxLength', operand, (n) => onTexts((value) => [...value].length <= n)),
  pattern: (operand) => {
    const regex = pattern(operand)
    return onTexts((value) => regex(value))
  },

  minimum: (operand, { exclusiveMinimum }) =>
    onNumbers(
      (value) => compareValues(value, numeric('minimum', operand)) >= (exclusiveMinimum === true ? 1 : 0),
    ),
  maximum: (operand, { exclusiveMaximum }) =>
    onNumbers(
      (value) => compareValues(value, numeric('maximum', operand)) <= (exclusiveMaximum === true ? -1 : 0),
    ),
  exclusiveMinimum: flag('exclusiveMinimum'),
  exclusiveMaximum: flag('exclusiveMaximum'),
  multipleOf: (operand) => {
    const step = Number(numeric('multipleOf', operand))
    if (!(step > 0)) throw invalid('multipleOf', 'a number above 0')
    return onNumbers((value) => Number(value) % step === 0)
  },

  allOf: (operand) => several('allOf', operand, (tests) => (value) => tests.every((test) => test(value))),
  anyOf: (operand) => several('anyOf', operand, (tests) => (value) => tests.some((test) => test(value))),
  oneOf: (operand) =>
    several('oneOf', operand, (tests) => (value) => tests.filter((test) => test(value)).length === 1),
  not: (operand) => {
    const test = schemaTest(operand)
    return (value) => !test(value)
  },
  title: () => () => true,
  description: () => () => true,
}

/**
 * The test of $jsonSchema (draft 4 with MongoDB's bsonType) on a document or any value inside one.
 * @throws PlatformError naming the keyword that is unknown or badly used
 */
export function schemaTest(schema: unknown): Test {
  const tests = Object.entries(object('a schema', schema)).map(([name, operand]) => {
    if (!Object.hasOwn(KEYWORDS, name)) throw invalidParameter(`unknown $jsonSchema keyword ${name}`)
    return KEYWORDS[name]!(operand, schema as Document)
  })
  return (value) => tests.every((test) => test(value))
}

const isNumber = typeTest('$jsonSchema', 'number')
const onNumbers =
  (test: Test): Test =>
  (value) =>
    !isNumber(value) || test(value)
const onObjects =
  (test: (value: Document) => boolean): Test =>
  (value) =>
    !isPlainObject(value) || test(value)
const onLists =
  (test: (value: unknown[]) => boolean): Test =>
  (value) =>
    !Array.isArray(value) || test(value)
const onTexts =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value !== 'string' || test(value)

const invalid = (name: string, wanted: string) => invalidParameter(`$jsonSchema: ${name} must be ${wanted}`)
const list = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand])

function listOf(name: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand) || operand.length === 0) throw invalid(name, 'a list that is not empty')
  return operand
}

function object(name: string, operand: unknown): Document {
  if (!isPlainObject(operand)) throw invalid(name, 'an object')
  return operand
}

const schemas = (name: string, operand: unknown) =>
  Object.entries(object(name, operand)).map(([field, schema]) => [field, schemaTest(schema)] as const)

const several = (name: string, operand: unknown, join: (tests: Test[]) => Test) =>
  join(listOf(name, operand).map(schemaTest))

function sized(name: string, operand: unknown, test: (n: number) => Test): Test {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
    throw invalid(name, 'a whole number from 0')
  }
  return test(operand)
}

function numeric(name: string, operand: unknown): unknown {
  if (!isNumber(operand)) throw invalid(name, 'a number')
  return operand
}

/** Draft 4: true or false beside minimum or maximum. */
function flag(name: string): Keyword {
  return (operand, schema) => {
    const beside = name === 'exclusiveMinimum' ? 'minimum' : 'maximum'
    if (typeof operand !== 'boolean' || !(beside in schema))
      throw invalid(name, `true or false beside ${beside}`)
    return () => true
  }
}

const pattern = (source: unknown) => regexTest(regexOf('$jsonSchema: pattern', source, undefined))
