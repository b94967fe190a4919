// The files of `public` that are the app's own. What else is there is the owner's: it is served, but the
// app neither keeps it on a device, where it would stay as it was, nor has it in its size.

export const PUBLIC_FILES = ["icon-192.png", "icon-512.png", "icon.svg", "manifest.webmanifest"];
