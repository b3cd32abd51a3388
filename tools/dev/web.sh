# ./dev web: the web application, built by Vite out of web/app. Read by ./dev.
# shellcheck shell=bash

web_folder=build/web

help_web() { cat <<'EOF'
./dev web

Builds the web application into build/web, with the WebAssembly module that verifies in the browser;
`concordat serve --web build/web` serves it. npm installs what package-lock.json names.
EOF
}

# Node and npm from wherever they are; from Debian when they are nowhere.
need_npm() {
  command -v node >/dev/null && command -v npm >/dev/null || need "${web_packages[@]}"
}

# What the lock file names, once for every lock file.
install_web_packages() {
  local done=web/app/node_modules/.package-lock.json
  [[ $done -nt web/app/package-lock.json ]] || npm --prefix web/app ci --no-progress
}

build_web_application() {
  configure_and_build wasm --target concordat_module &&
    install_web_packages && npm --prefix web/app run build
}

build_web() {
  need "${build_packages[@]}" "${wasm_packages[@]}"
  need_npm
  mkdir -p build
  local log=build/web.log
  [[ -e $web_folder/.vite/manifest.json ]] ||
    say "dev: building the web application. It is written to $log"
  locked build_web_application >"$log" 2>&1 || { tail -n 40 "$log" >&2; return 1; }
}

dev_web() {
  build_web || stop "the web application could not be built"
  say "dev: $web_folder; concordat serve --web $web_folder"
}

# What ./dev test asks of the web application. Stories drive the release binary with Chromium; a
# picture of every page is kept under build/web-screenshots where WEB_SCREENSHOTS=1 asks for it.
stage_web() {
  need "${browser_packages[@]}"
  build_release
  build_web || stop "the web application could not be built"
  npm --prefix web/app run lint && npm --prefix web/app test && npm --prefix web/app run stories
}
