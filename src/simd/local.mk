# src/simd
