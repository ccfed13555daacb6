import protobuf from 'protobufjs'

// The messages of the platform's open API wire, as wx-server-sdk encodes them.
const schema = `
syntax = "proto3";
message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
message OpenApiData { repeated KeyValuePair pairs = 1; }
message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
message CommApiData {
  int32 apiType = 1; OpenApiData openapiData = 2; SvrkitApiData svrkitData = 4; bytes tokenData = 5; string appid = 6;
}
message CommOpenApiResp {
  bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; int32 svrkitErrorCode = 6;
}`
const { root } = protobuf.parse(schema, { keepCase: true })
const request = root.lookupType('CommApiData')
const response = root.lookupType('CommOpenApiResp')

interface Pair {
  key: string
  value: Uint8Array
  filename?: string
}

/**
 * The arguments of an open API call: one pair per argument, each JSON text, names in snake_case.
 * @throws Error when the bytes are not such a message
 */
export function readArguments(bytes: Uint8Array): Record<string, unknown> {
  const { openapiData } = request.toObject(request.decode(bytes)) as { openapiData?: { pairs?: Pair[] } }
  const pairs = openapiData?.pairs ?? []
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, JSON.parse(Buffer.from(value).toString('utf8'))]),
  )
}

/** Answers with what the API itself says, e.g. {errcode: 0, errmsg: 'ok', ...} in snake_case. */
export function writeResult(result: object): Uint8Array {
  const respData = new TextEncoder().encode(JSON.stringify(result))
  const message = { respData, contentType: 'application/json', errorCode: 0, httpCode: 200 }
  return response.encode(response.create(message)).finish()
}

/** Answers with a picture; the SDK gives it on as {contentType, buffer}. */
export function writeMedia({ contentType, bytes }: { contentType: string; bytes: Uint8Array }): Uint8Array {
  const message = { respData: bytes, contentType, errorCode: 0, httpCode: 200 }
  return response.encode(response.create(message)).finish()
}

/** Answers that the platform itself refuses; -604101 = no permission. */
export function writeRefusal(errorCode: number): Uint8Array {
  return response.encode(response.create({ errorCode, httpCode: 200 })).finish()
}
