# tests/unit/client
