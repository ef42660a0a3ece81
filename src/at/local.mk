# src/at
