// Copies what sass does not make into static/build: our script, the part of govuk-frontend it imports, and images.
// Source map comments are taken out: the hashed static storage refuses a file that names a map which is not there.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const build = "static/build";
const scripts = {
  "app.js": "static/src/app.js",
  "preview.js": "static/src/preview.js",
  "govuk-frontend.js": "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js",
};
const images = {
  "icon-document.svg": "node_modules/@ministryofjustice/frontend/moj/assets/images/icon-document.svg",
  "favicon.svg": "static/src/favicon.svg",
};

mkdirSync(`${build}/images`, { recursive: true });
for (const [name, source] of Object.entries(scripts)) {
  const text = readFileSync(source, "utf8").replace(/\/\/# sourceMappingURL=.*$/gm, "");
  writeFileSync(`${build}/${name}`, text);
}
for (const [name, source] of Object.entries(images)) {
  cpSync(source, `${build}/images/${name}`);
}
