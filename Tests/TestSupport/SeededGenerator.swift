@_exported public import struct Forge.SeededGenerator
