# src/coap
