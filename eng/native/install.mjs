// Usage: node install.mjs <folder> <npm platform options> <path in node_modules>=<name> ...
//
// Installs what package-lock.json says for one platform and keeps the named files in <folder>. npm works in a temporary folder next to it and
// every file is renamed into place, the stamp last, so any number of builds may do this at the same time: nobody ever sees half a file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [folder, platform, ...pairs] = process.argv.slice(2);
const files = pairs.map(pair => pair.split('='));
const lock = ['package.json', 'package-lock.json'];
const stamp = join(folder, 'installed.txt');
const version = createHash('sha256').update(lock.map(name => readFileSync(name, 'utf8')).join() + platform + pairs.join()).digest('hex');
const work = `${folder}.${process.pid}`;

try {
  removeLeftovers();
  if (!isInstalled()) {
    install();
  }
  touch();
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === version && files.every(([, name]) => existsSync(join(folder, name)));
}

function install() {
  mkdirSync(work, { recursive: true });
  mkdirSync(folder, { recursive: true });
  lock.forEach(name => copyFileSync(name, join(work, name)));

  // Without scripts: one would download GPU libraries. Windows finds npm only through its shell, being npm.cmd.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...platform.split(' ')],
    { cwd: work, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.error?.code === 'ENOENT') {
    throw new Error("npm was not found. It comes with Node.js (https://nodejs.org) or is a package of its own, depending on the system. Put it on the PATH and build again.");
  }
  if (npm.error || npm.status !== 0) {
    const output = (npm.stderr ?? '').split('\n').filter(line => !/ +at /.test(line)).join('\n').trim();
    throw new Error(`'npm ci' failed (${npm.error?.message ?? `exit code ${npm.status}`}): is the npm registry reachable? It says:\n${output}`);
  }

  for (const [source, name] of files) {
    place(join(work, 'node_modules', ...source.split('/')), name);
  }

  writeFileSync(join(work, 'stamp'), version);
  place(join(work, 'stamp'), basename(stamp));
}

// A rename replaces the old file at once. It may fail on Windows while another build reads that file: fine if it is already the right one.
function place(source, name) {
  if (!existsSync(source)) {
    throw new Error(`The npm packages do not contain ${source.slice(work.length + 1)}; Natives.props and package.json disagree.`);
  }
  try {
    renameSync(source, join(folder, name));
  } catch (error) {
    if (!isInstalled()) {
      throw error;
    }
  }
}

// Packages carry dates of 1985; copies are made, and this program is run, by date.
function touch() {
  const now = new Date();
  [...files.map(([, name]) => join(folder, name)), stamp].forEach(file => utimesSync(file, now, now));
}

// What a build that was killed left behind.
function removeLeftovers() {
  const parent = dirname(folder);
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const pid = Number(name.split('.')[1]);
    if (name.startsWith(`${basename(folder)}.`) && pid && !isRunning(pid)) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
