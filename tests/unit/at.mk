# tests/unit/at
