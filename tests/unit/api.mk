# tests/unit/api
