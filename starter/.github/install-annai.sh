#!/usr/bin/env bash
# Installs the annai that .github/workflows/guide.yml names, after comparing its checksum.
set -euo pipefail

if [[ -z "$ANNAI_REPOSITORY" || -z "$ANNAI_SHA256" ]]; then
  echo "::error file=.github/workflows/guide.yml::ANNAI_REPOSITORY and ANNAI_SHA256 are not filled in yet; README.md says how"
  exit 1
fi

name="annai-$ANNAI_VERSION-x86_64-unknown-linux-gnu"
archive="$RUNNER_TEMP/$name.tar.gz"
curl --proto "=https" --fail --silent --show-error --location --retry 3 --output "$archive" \
  "https://github.com/$ANNAI_REPOSITORY/releases/download/v$ANNAI_VERSION/$name.tar.gz"
echo "$ANNAI_SHA256  $archive" | sha256sum --check --quiet

mkdir -p "$RUNNER_TEMP/annai"
tar --extract --gzip --file "$archive" --directory "$RUNNER_TEMP/annai" --strip-components 1
echo "$RUNNER_TEMP/annai" >> "$GITHUB_PATH"
"$RUNNER_TEMP/annai/annai" --version
