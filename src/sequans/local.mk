# src/sequans
