# tests/unit/coap
