# ./dev bench: measurements of the release build. Read by ./dev.
# shellcheck shell=bash

help_bench() { cat <<'EOF'
./dev bench [NAME...] [--json] [--record]

Measures the release build: every folder of bench/, or those named. Prints a table; with --json one
object a line: bench, metric, value, unit, against, ratio. bench/BENCHMARKS.md explains each.

  ./dev bench credential    verifications beside bare signatures, jose and @digitalbazaar/vc
  ./dev bench decision      one recognition decision beside PostgreSQL and the JavaScript reference
  ./dev bench http          beside nginx serving the same bytes
  ./dev bench log           durable statements beside bare SQLite and shared syncs; proofs
  ./dev bench instructions  counted by callgrind; --record writes down what they are now

What a bench is compared with is installed when that bench is asked for.
EOF
}
bench_names() {
  find bench -mindepth 2 \( -name main.cpp -o -name run \) -printf '%h\n' |
    sed 's#^bench/##' | sort -u
}
# A folder with a script `run` measures more than its own program; it gets that program as argument,
# or `concordat` where it has none.
bench_program() {
  if [[ -f bench/$1/main.cpp ]]; then echo "concordat_bench_$1"; else echo concordat; fi
}
bench_one() {
  local name=$1 program; shift
  program=build/release/bin/$(bench_program "$name")
  if [[ -x bench/$name/run ]]; then "bench/$name/run" "$program" "$@"; else "$program"; fi
}
need_for_bench() {
  case $1 in
    decision) need "${bench_decision_packages[@]}" ;;
    http) need "${bench_http_packages[@]}" ;;
    instructions) need "${test_packages[@]}" ;;
    wasm) need "${checker_packages[@]}" "${wasm_packages[@]}"
      locked configure_and_build wasm >&2 ;;
  esac
}
dev_bench() {
  local json=false names=() targets=() options=() argument
  for argument in "$@"; do
    case $argument in
      --json) json=true ;;
      --record) options=(--record) ;;
      -*) help_bench >&2; exit 64 ;;
      *) names+=("$argument") ;;
    esac
  done
  ((${#names[@]})) || mapfile -t names < <(bench_names)
  [[ ! ${options[*]-} || ${names[*]} == instructions ]] || stop "only instructions are recorded" 64
  need "${build_packages[@]}" "${bench_packages[@]}"
  for argument in "${names[@]}"; do
    [[ -f bench/$argument/main.cpp || -f bench/$argument/run ]] ||
      stop "no bench '$argument'; there are: $(bench_names | tr '\n' ' ')" 64
    need_for_bench "$argument"
    targets+=("$(bench_program "$argument")")
  done
  build_quietly release -DCONCORDAT_BENCH=ON --target concordat "${targets[@]}"
  local shown=(python3 -B tools/table/table.py)
  ! $json || shown=(cat)
  for argument in "${names[@]}"; do bench_one "$argument" "${options[@]}"; done | "${shown[@]}"
}
