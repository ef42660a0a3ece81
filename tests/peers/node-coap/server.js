// A server of node-coap: GET, PUT and DELETE of anything, each observable;
// /separate is answered late.
//
// usage: node server.js ADDRESS

const coap = require('coap')

const address = process.argv[2]
const type = address.includes(':') ? 'udp6' : 'udp4'
const bodies = new Map([['/store', Buffer.alloc(0)]])
const observers = new Set()

coap.updateTiming({ ackTimeout: 0.5 })
const server = coap.createServer({ type, piggybackReplyMs: 50 })

function tellObservers (path) {
  for (const observer of observers) {
    if (observer.path === path) observer.response.write(bodies.get(path))
  }
}

function observe (path, response) {
  const observer = { path, response }
  observers.add(observer)
  response.on('finish', () => observers.delete(observer))
  response.write(bodies.get(path))
}

function get (request, response, path) {
  if (!bodies.has(path)) {
    response.code = '4.04'
    response.end()
  } else if (request.headers.Observe === 0) {
    observe(path, response)
  } else {
    response.end(bodies.get(path))
  }
}

function put (request, response, path) {
  response.code = bodies.has(path) ? '2.04' : '2.01'
  bodies.set(path, request.payload)
  response.end()
  tellObservers(path)
}

function remove (request, response, path) {
  bodies.delete(path)
  response.code = '2.02'
  response.end()
}

const methods = { GET: get, PUT: put, DELETE: remove }

server.on('request', (request, response) => {
  const path = request.url.split('?')[0]
  const method = methods[request.method]

  if (path === '/separate') {
    setTimeout(() => response.end('separate'), 300)
  } else if (method) {
    method(request, response, path)
  } else {
    response.code = '4.05'
    response.end()
  }
})

server.listen(0, address, () => {
  console.log('listening on port %d', server._sock.address().port)
})
