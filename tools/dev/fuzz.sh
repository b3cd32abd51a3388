# ./dev fuzz. Part of `dev`, which sources it.
help_fuzz() { cat <<'EOF'
./dev fuzz                     names the targets
./dev fuzz TARGET [SECONDS]    fuzzes one (60 seconds); TARGET is a name or a part of it; all: each
./dev fuzz all 3600            the long form: an hour for each

Starts from spec/corpus, keeps what it learns in build/fuzz/corpus. An input that breaks a target is
written to build/fuzz/crashes: give it a name in spec/corpus/<target>, where every test run asks it
again, and mend the fault.
EOF
}
fuzz_targets() { cpp_files | grep '_fuzz\.cpp$' | sed 's#^\./##; s#\.cpp$##'; }
fuzz_one() {
  local target=$1 seconds=$2 name short corpora=() options=()
  name=concordat_${target//\//_}
  short=$(basename "${target%_fuzz}")
  mkdir -p "build/fuzz/corpus/$target" build/fuzz/crashes
  for folder in "$short" "$(basename "$(dirname "$target")")"; do
    [[ ! -d spec/corpus/$folder || " ${corpora[*]-} " == *" spec/corpus/$folder "* ]] ||
      corpora+=("spec/corpus/$folder")
    [[ ! -f spec/corpus/$folder.dict ]] || options=("-dict=spec/corpus/$folder.dict")
  done
  say "dev: fuzzing $target for $seconds s"
  # Nothing that is parsed takes a second: an input that takes half a minute is a fault as well.
  "build/fuzz/bin/$name" -max_total_time="$seconds" -timeout=30 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/crashes/$name-" "${options[@]}" \
    "build/fuzz/corpus/$target" "${corpora[@]}"
}
dev_fuzz() {
  local wanted=${1-} seconds=${2:-60} targets=() target
  if [[ -z $wanted ]]; then fuzz_targets; return; fi
  [[ $seconds =~ ^[0-9]+$ ]] || stop "seconds are a number, not '$seconds'" 64
  [[ $wanted != all ]] || wanted=_fuzz
  mapfile -t targets < <(fuzz_targets | grep -F -- "$wanted" || true)
  ((${#targets[@]})) || stop "no target is called '$wanted'; ./dev fuzz names them" 64
  need "${build_packages[@]}" "${test_packages[@]}"
  local names=()
  for target in "${targets[@]}"; do names+=("concordat_${target//\//_}"); done
  locked configure_and_build fuzz --target "${names[@]}"
  for target in "${targets[@]}"; do fuzz_one "$target" "$seconds"; done
}
