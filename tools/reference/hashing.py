"""PREDICTOR.md, section 5."""

U32 = 0xFFFFFFFF


def hash32(a, b):
    folded = (a * 0x9E3779B1 & U32) ^ ((b + 0x7F4A7C15) * 0x85EBCA6B & U32)
    return folded * 0xD6E8FEB86659FD93 >> 29 & U32
