# tests/world
