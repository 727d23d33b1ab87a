package main

import (
	"encoding/binary"
	"encoding/json"
)

// header is the JSON part of every response.
type header struct {
	OK     bool    `json:"ok"`
	Result any     `json:"result,omitempty"`
	Errors []issue `json:"errors,omitempty"`
	// More is true when errors beyond the limit were left out.
	More bool `json:"more,omitempty"`
}

// frame lays out a response: 4 bytes little-endian length of the JSON header, the header, then raw bytes to the end.
// Raw bytes stay out of the JSON because base64 would cost a third more memory for each compiled policy.
func frame(h header, raw []byte) []byte {
	text, err := json.Marshal(h)
	if err != nil {
		h, raw = failed(err), nil
		text, _ = json.Marshal(h)
	}
	out := make([]byte, 4, 4+len(text)+len(raw))
	binary.LittleEndian.PutUint32(out, uint32(len(text)))
	return append(append(out, text...), raw...)
}
