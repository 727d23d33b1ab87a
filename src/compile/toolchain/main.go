// Command toolchain is OPA's Rego compiler as a WebAssembly reactor: it has no command line, no files and no
// network, only the three exports below. Requests are JSON, see dispatch.go; responses are framed, see frame.go.
package main

import "unsafe"

// held keeps every buffer the host knows by address alive: the garbage collector cannot see the host's pointers.
var held = map[uint32][]byte{}

func hold(b []byte) uint32 {
	p := uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b))))
	held[p] = b
	return p
}

// dgAlloc hands the host n bytes to write a request into. One spare byte, so that n = 0 has an address of its own.
//
//go:wasmexport dg_alloc
func dgAlloc(n uint32) uint32 { return hold(make([]byte, n+1)) }

// dgFree releases a request or a response.
//
//go:wasmexport dg_free
func dgFree(p uint32) { delete(held, p) }

// dgRun answers the request of n bytes at ptr. The result packs (address << 32 | length) of the response.
//
//go:wasmexport dg_run
func dgRun(ptr, n uint32) uint64 {
	out := answer(held[ptr][:n])
	return uint64(hold(out))<<32 | uint64(len(out))
}

// main never runs in a reactor; the linker wants it.
func main() {}
