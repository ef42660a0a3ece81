// One request of node-coap.  What comes of it is told as plugtest-client does:
// "2.05 12= payload=74657374", a line each.
//
// usage: node client.js [--non] [--option N=HEX]... [--body FILE]
//                       [--observe COUNT] METHOD URI

const coap = require('coap')
const fs = require('fs')
const { parseArgs } = require('util')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    body: { type: 'string' },
    non: { type: 'boolean' },
    observe: { type: 'string' },
    option: { type: 'string', multiple: true, default: [] }
  }
})
const [method, uri] = positionals
const url = new URL(uri)
const hostname = url.hostname.replace(/^\[|\]$/g, '')

const BLOCK = 1024

coap.updateTiming({ ackTimeout: 1 })

function end (line) {
  console.log(line)
  process.exit(0)
}

function tell (response, payload) {
  console.log('%s payload=%s', response.code, payload.toString('hex'))
}

function watch (response) {
  let left = Number(values.observe)

  response.on('data', (payload) => {
    tell(response, payload)
    if (--left === 0) {
      response.close()
      setTimeout(() => process.exit(0), 100)
    }
  })
}

const request = coap.request({
  agent: new coap.Agent({ type: hostname.includes(':') ? 'udp6' : 'udp4' }),
  hostname,
  port: url.port,
  pathname: url.pathname,
  query: url.search.slice(1),
  method,
  confirmable: !values.non,
  observe: values.observe !== undefined
})
for (const option of values.option) {
  const [number, hex] = option.split('=')
  request.setOption(number, Buffer.from(hex, 'hex'))
}
request.on('error', () => end('failed'))
request.on('timeout', () => end('failed timeout'))
request.on('response', (response) => {
  if (values.observe !== undefined) {
    watch(response)
  } else {
    tell(response, response.payload)
    process.exit(0)
  }
})
const body = values.body ? fs.readFileSync(values.body) : undefined
if (body && body.length > BLOCK) request.setOption('Block1', Buffer.of(6))
request.end(body)
