"""What runs when this program runs: its components as CycloneDX 1.5 (ECMA-424), to standard output.

    sbom.py PROGRAM [WEB_LOCK]

The shared libraries that the loader gives PROGRAM, each with its Debian package and the digest of
its file; libraries of headers that are compiled into it; and the packages that the web application
ships (package-lock.json without those of its build). The same program on the same system
gives the same octets: no time, no random number.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

# Libraries of headers alone: they are in the program, and no loader tells of them.
COMPILED_IN = ["libboost1.81-dev", "libcli11-dev"]

TREE = pathlib.Path(__file__).resolve().parents[2]


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def libraries(program):
    """Files of the shared libraries, sorted. The kernel's own (linux-vdso) is no file."""
    named = re.findall(r"(/\S+) \(0x", output("ldd", str(program)))
    return sorted({pathlib.Path(name).resolve() for name in named})


def owners(files):
    """{file: name of the package that holds it}; a file that none holds is not among them.

    Debian 12 merges /lib into /usr/lib, and its database names files as their packages do.
    """
    spelt = {}
    for file in files:
        spelt[str(file)] = file
        spelt[str(file).removeprefix("/usr")] = file
    asked = ["dpkg-query", "-S", *spelt]
    # It fails when it does not know one spelling, and tells of the others.
    told = subprocess.run(asked, capture_output=True, text=True).stdout
    found = {}
    for line in told.splitlines():
        packages, _, spelling = line.partition(": ")
        if spelling in spelt:
            found[spelt[spelling]] = packages.split(", ")[0]
    return found


def installed(packages):
    """{package as asked: (name, version, architecture)}"""
    form = "${Package} ${Version} ${Architecture}\n"
    told = output("dpkg-query", "-W", "-f", form, *packages).splitlines()
    by_name = {line.split(" ")[0]: tuple(line.split(" ")) for line in told}
    return {package: by_name[package.partition(":")[0]] for package in packages}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def from_debian(name, version, architecture, files):
    spelt = urllib.parse.quote(version, safe=":~")
    purl = f"pkg:deb/debian/{name}@{spelt}?arch={architecture}"
    component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
    }
    if files:
        component["components"] = [
            {
                "type": "file",
                "name": file.name,
                "hashes": [{"alg": "SHA-256", "content": digest(file)}],
            }
            for file in files
        ]
    return component


def debian_components(program):
    files = libraries(program)
    holding = owners(files)
    packages = {package: [] for package in COMPILED_IN}
    for file in files:
        if file not in holding:
            raise SystemExit(f"sbom: no package holds {file}")
        packages.setdefault(holding[file], []).append(file)
    versions = installed(packages)
    told = [(versions[package], held) for package, held in packages.items()]
    return [from_debian(*package, held) for package, held in sorted(told)]


def npm_components(lock):
    """What the application ships; what only builds it is left out."""
    found = []
    for path, told in sorted(json.loads(lock.read_text())["packages"].items()):
        if not path or told.get("dev") or "version" not in told:
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{told['version']}"
        component = {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": told["version"],
            "purl": purl,
        }
        if "license" in told:
            component["licenses"] = [{"license": {"id": told["license"]}}]
        found.append(component)
    return found


def version():
    return re.search(r"project\([^)]*VERSION ([\d.]+)", (TREE / "CMakeLists.txt").read_text())[1]


def bill(program, lock):
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "concordat",
                "name": "concordat",
                "version": version(),
                "hashes": [{"alg": "SHA-256", "content": digest(program)}],
            }
        },
        "components": debian_components(program) + npm_components(lock),
    }


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    program = pathlib.Path(sys.argv[1])
    lock = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else TREE / "web/app/package-lock.json")
    print(json.dumps(bill(program, lock), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
