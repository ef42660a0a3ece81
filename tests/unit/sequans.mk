# tests/unit/sequans
