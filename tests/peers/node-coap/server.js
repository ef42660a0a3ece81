// A server of node-coap with the resources of the ETSI CoAP plugtest.  What is
// not among them is made by PUT, and each such resource is observable.
//
// usage: node server.js ADDRESS

const coap = require('coap')

const address = process.argv[2]
const type = address.includes(':') ? 'udp6' : 'udp4'
const TEXT = Buffer.alloc(0)
const XML = Buffer.of(41)

coap.updateTiming({ ackTimeout: 0.5 })

// A representation: its bytes, and how often it was changed, as its ETag.
const bodies = new Map([
  ['/store', { bytes: Buffer.alloc(0), version: 1 }],
  ['/validate', { bytes: Buffer.from('valid'), version: 1 }],
  ['/test', { bytes: Buffer.from('test'), version: 1 }],
  ['/large', { bytes: Buffer.alloc(2500, 'large '), version: 1 }]
])
const observers = new Set()

function option (request, name) {
  return request.options.filter(o => o.name === name).map(o => o.value)
}

function answer (response, code, bytes) {
  response.code = code
  response.end(bytes)
}

function tellObservers (path) {
  for (const observer of observers) {
    if (observer.path === path) observer.response.write(bodies.get(path).bytes)
  }
}

function observe (path, response) {
  const observer = { path, response }
  observers.add(observer)
  response.on('finish', () => observers.delete(observer))
  response.write(bodies.get(path).bytes)
}

function get (request, response, path) {
  const body = bodies.get(path)

  if (!body) return answer(response, '4.04')
  if (request.headers.Observe === 0) return observe(path, response)
  const etag = Buffer.of(body.version)
  response.setOption('ETag', [etag])
  response.setOption('Content-Format', TEXT)
  const valid = option(request, 'ETag').some(value => etag.equals(Buffer.from(value)))
  answer(response, valid ? '2.03' : '2.05', valid ? undefined : body.bytes)
}

function put (request, response, path) {
  const old = bodies.get(path)
  const matches = option(request, 'If-Match')
  const forbidden = old
    ? option(request, 'If-None-Match').length > 0 ||
      (matches.length > 0 && !matches.some(value => Buffer.of(old.version).equals(value)))
    : matches.length > 0

  if (forbidden) return answer(response, '4.12')
  bodies.set(path, { bytes: request.payload, version: old ? old.version + 1 : 1 })
  answer(response, old ? '2.04' : '2.01')
  tellObservers(path)
}

function remove (request, response, path) {
  if (path !== '/test') bodies.delete(path)
  answer(response, '2.02')
}

function post (request, response, path) {
  if (path === '/test') {
    response.setOption('Location-Path', ['location1', 'location2', 'location3'].map(Buffer.from))
  } else if (path === '/location-query') {
    response.setOption('Location-Query', ['first=1', 'second=2'].map(Buffer.from))
  } else {
    return answer(response, '4.05')
  }
  answer(response, '2.01')
}

function multiFormat (request, response) {
  const accept = request.options.find(o => o.name === 'Accept')
  const format = accept ? accept.value : 'text/plain'

  if (format === 'text/plain') {
    response.setOption('Content-Format', TEXT)
    answer(response, '2.05', 'text')
  } else if (format === 'application/xml') {
    response.setOption('Content-Format', XML)
    answer(response, '2.05', '<text/>')
  } else {
    answer(response, '4.06')
  }
}

const special = {
  '/separate': (request, response) =>
    setTimeout(() => answer(response, '2.05', 'separate'), 300),
  '/seg1/seg2/seg3': (request, response) =>
    answer(response, '2.05', 'three segments'),
  '/query': (request, response) =>
    answer(response, '2.05', option(request, 'Uri-Query').map(q => q + '\n').join('')),
  '/multi-format': multiFormat
}
const methods = { GET: get, PUT: put, POST: post, DELETE: remove }

const server = coap.createServer({ type, piggybackReplyMs: 50 }, (request, response) => {
  const path = request.url.split('?')[0]
  const serve = special[path] || methods[request.method]

  if (serve) {
    serve(request, response, path)
  } else {
    answer(response, '4.05')
  }
})

// node-coap finds the blocks of one body by their token, but each may have one of
// its own (RFC 7959, 2.5; RFC 9175, 4.2).
server._toCacheKey = (request) => server._clientIdentifier(request) + request.url

server.listen(0, address, () => {
  console.log('listening on port %d', server._sock.address().port)
})
