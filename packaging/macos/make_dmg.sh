#!/bin/sh
# Make a disk image of the application: sh packaging/macos/make_dmg.sh OUT/Ascertain.app VERSION OUT
# Signed and notarised only where these are set; only somebody with the keys of a developer can do that:
#   SIGN_AS         the identity, such as "Developer ID Application: NAME (TEAM)"; `security find-identity -v` lists them
#   NOTARISE_WITH   the profile of `xcrun notarytool store-credentials PROFILE`
set -eu
app=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
image="$out/ascertain-$version.dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

if [ -n "${SIGN_AS:-}" ]; then
    # From the inside to the outside, as codesign wants it; --deep would skip what lies in Resources.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 |
        xargs -0 -n 20 codesign --force --timestamp --options runtime --sign "$SIGN_AS"
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$SIGN_AS" "$app"
    codesign --verify --deep --strict "$app"
else
    echo "Not signed: SIGN_AS is not set. Others have to allow the program under System Settings, Privacy & Security." >&2
fi

cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Ascertain $version" -srcfolder "$stage" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${SIGN_AS:-}" ] && [ -n "${NOTARISE_WITH:-}" ]; then
    codesign --force --timestamp --sign "$SIGN_AS" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARISE_WITH" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "$image"
