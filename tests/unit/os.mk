# tests/unit/os
