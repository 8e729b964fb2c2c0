"""XXH3-64 with a seed, after "xxHash fast digest algorithm", version 0.2.0:
https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
"""

U64 = (1 << 64) - 1

PRIME32_1, PRIME32_2, PRIME32_3 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
PRIME64_1, PRIME64_2, PRIME64_3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
PRIME64_4, PRIME64_5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
PRIME_MX1, PRIME_MX2 = 0x165667919E3779F9, 0x9FB21C651E98DF25

STRIPE = 64
STRIPES_PER_BLOCK = 16  # (192 - 64) / 8, 192 being the length of the secret
BLOCK = STRIPE * STRIPES_PER_BLOCK

SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
    "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
    "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
    "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
    "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
    "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)


def read32(data, offset):
    return int.from_bytes(data[offset : offset + 4], "little")


def read64(data, offset):
    return int.from_bytes(data[offset : offset + 8], "little")


def swapped(x, size):
    return int.from_bytes(x.to_bytes(size, "little"), "big")


def rotated(x, left):
    return (x << left | x >> (64 - left)) & U64


def folded_product(a, b):
    product = a * b
    return product & U64 ^ product >> 64


def avalanche(x):
    x = (x ^ x >> 37) * PRIME_MX1 & U64
    return x ^ x >> 32


def avalanche_xxh64(x):
    x = (x ^ x >> 33) * PRIME64_2 & U64
    x = (x ^ x >> 29) * PRIME64_3 & U64
    return x ^ x >> 32


def hash_0(seed):
    return avalanche_xxh64(seed ^ read64(SECRET, 56) ^ read64(SECRET, 64))


def hash_1_to_3(data, seed):
    n = len(data)
    combined = data[n - 1] | n << 8 | data[0] << 16 | data[n >> 1] << 24
    return avalanche_xxh64((read32(SECRET, 0) ^ read32(SECRET, 4)) + seed & U64 ^ combined)


def hash_4_to_8(data, seed):
    n = len(data)
    seed ^= swapped(seed & 0xFFFFFFFF, 4) << 32
    combined = read32(data, n - 4) | read32(data, 0) << 32
    x = (read64(SECRET, 8) ^ read64(SECRET, 16)) - seed & U64 ^ combined
    x ^= rotated(x, 49) ^ rotated(x, 24)
    x = x * PRIME_MX2 & U64
    x ^= (x >> 35) + n
    x = x * PRIME_MX2 & U64
    return x ^ x >> 28


def hash_9_to_16(data, seed):
    n = len(data)
    low = (read64(SECRET, 24) ^ read64(SECRET, 32)) + seed & U64 ^ read64(data, 0)
    high = (read64(SECRET, 40) ^ read64(SECRET, 48)) - seed & U64 ^ read64(data, n - 8)
    return avalanche(n + swapped(low, 8) + high + folded_product(low, high) & U64)


def mix_step(data, offset, secret_offset, seed):
    low = read64(data, offset) ^ read64(SECRET, secret_offset) + seed & U64
    high = read64(data, offset + 8) ^ read64(SECRET, secret_offset + 8) - seed & U64
    return folded_product(low, high)


def hash_17_to_128(data, seed):
    n = len(data)
    total = n * PRIME64_1
    for i in range((n + 31) // 32):
        total += mix_step(data, 16 * i, 32 * i, seed)
        total += mix_step(data, n - 16 * i - 16, 32 * i + 16, seed)
    return avalanche(total & U64)


def hash_129_to_240(data, seed):
    n = len(data)
    total = n * PRIME64_1 + sum(mix_step(data, 16 * i, 16 * i, seed) for i in range(8))
    total = avalanche(total & U64)
    total += sum(mix_step(data, 16 * i, 16 * (i - 8) + 3, seed) for i in range(8, n // 16))
    return avalanche(total + mix_step(data, n - 16, 119, seed) & U64)


def seeded_secret(seed):
    words = [read64(SECRET, 8 * i) + (-seed if i % 2 else seed) & U64 for i in range(24)]
    return b"".join(word.to_bytes(8, "little") for word in words)


def accumulate(lanes, data, offset, secret, secret_offset):
    for i in range(8):
        word = read64(data, offset + 8 * i)
        keyed = word ^ read64(secret, secret_offset + 8 * i)
        lanes[i ^ 1] = lanes[i ^ 1] + word & U64
        lanes[i] = lanes[i] + (keyed & 0xFFFFFFFF) * (keyed >> 32) & U64


def scramble(lanes, secret):
    for i in range(8):
        x = lanes[i]
        lanes[i] = (x ^ x >> 47 ^ read64(secret, 128 + 8 * i)) * PRIME32_1 & U64


def hash_long(data, seed):
    n = len(data)
    secret = seeded_secret(seed)
    lanes = [PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1]
    for stripe in range((n - 1) // STRIPE):
        in_block = stripe % STRIPES_PER_BLOCK
        accumulate(lanes, data, STRIPE * stripe, secret, 8 * in_block)
        if in_block == STRIPES_PER_BLOCK - 1:
            scramble(lanes, secret)
    accumulate(lanes, data, n - STRIPE, secret, 121)
    total = n * PRIME64_1
    for i in range(4):
        total += folded_product(
            lanes[2 * i] ^ read64(secret, 11 + 16 * i), lanes[2 * i + 1] ^ read64(secret, 19 + 16 * i)
        )
    return avalanche(total & U64)


def xxh3_64(data, seed=0):
    n = len(data)
    if n == 0:
        return hash_0(seed)
    if n <= 3:
        return hash_1_to_3(data, seed)
    if n <= 8:
        return hash_4_to_8(data, seed)
    if n <= 16:
        return hash_9_to_16(data, seed)
    if n <= 128:
        return hash_17_to_128(data, seed)
    if n <= 240:
        return hash_129_to_240(data, seed)
    return hash_long(data, seed)
