#!/usr/bin/env bash
# Builds the Rego toolchain, byte for byte the same wherever it runs.
#   build.sh               build, pack into rego.wasm.br and artifact.json
#   build.sh --out FILE    build the raw wasm only
#   build.sh --verify      build and compare with artifact.json; exit 1 on a difference
set -euo pipefail

mode=${1-}
[[ $mode != --out ]] || out=$(realpath -m "${2:?--out needs a file}")
cd "$(dirname "${BASH_SOURCE[0]}")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The exact compiler of go.mod: Go fetches it through the module proxy where another one is installed.
want=$(awk '$1 == "toolchain" { print $2 }' go.mod)
export GOTOOLCHAIN=$want GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 GOOS=wasip1 GOARCH=wasm GOWASM='' GOEXPERIMENT=''
flags=(-buildmode=c-shared -trimpath -buildvcs=false '-ldflags=-s -w -buildid=')

build() {
  go build "${flags[@]}" -o "$1" .
}

case $mode in
  --out)
    build "$out"
    ;;
  --verify)
    build "$work/rego.wasm"
    got=$(sha256sum "$work/rego.wasm" | cut -d' ' -f1)
    pinned=$(sed -n 's/.*"sha256": "\([0-9a-f]*\)".*/\1/p' artifact.json)
    if [[ $got != "$pinned" ]]; then
      echo "toolchain: the rebuild is sha256 $got, artifact.json says $pinned"
      exit 1
    fi
    echo "toolchain: the rebuild equals artifact.json, sha256 $got"
    ;;
  '')
    build "$work/rego.wasm"
    opa=$(go list -m -f '{{.Version}}' github.com/open-policy-agent/opa)
    node pack.mjs "$work/rego.wasm" "$want" "$opa" "GOOS=wasip1 GOARCH=wasm ${flags[*]}"
    ;;
  *)
    echo "usage: build.sh [--out FILE | --verify]" >&2
    exit 2
    ;;
esac
