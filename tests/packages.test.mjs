// What goes to the stores: one manifest for each browser out of one source, and archives that anybody can make again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { firefoxManifest } from '../.dev/build.mjs';
import { root } from '../.dev/run.mjs';
import { zip } from '../.dev/zip.mjs';

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const source = json('extension/manifest.json');

test('crate, package and extension have one version', () => {
  const crate = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.+)"$/m)[1];
  assert.equal(source.version, crate);
  assert.equal(json('package.json').version, crate);
});

test('Firefox gets an event page, an id and its word on data, and else the same manifest', () => {
  const before = structuredClone(source);
  const manifest = firefoxManifest(source);
  assert.deepEqual(source, before, 'the source is not changed');
  assert.deepEqual(manifest.background.scripts, [source.background.service_worker]);
  assert.equal('service_worker' in manifest.background, false);
  const { gecko } = manifest.browser_specific_settings;
  assert.deepEqual(gecko.data_collection_permissions.required, ['none']);
  assert.ok(gecko.id && gecko.strict_min_version);
  for (const key of ['permissions', 'optional_host_permissions', 'content_security_policy', 'commands', 'name', 'version']) {
    assert.deepEqual(manifest[key], source[key], key);
  }
});

test('an archive depends on names and contents only, and gives them back', () => {
  const files = [['b/é.txt', Buffer.from('second '.repeat(100))], ['a.txt', Buffer.from('first')]];
  const archive = zip(new Map(files));
  assert.ok(archive.equals(zip(new Map([...files].reverse()))));

  const found = new Map();
  let at = archive.readUInt32LE(archive.length - 6);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, header] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const body = header + 30 + archive.readUInt16LE(header + 26);
    found.set(name, inflateRawSync(archive.subarray(body, body + packed)));
    at += 46 + nameLength;
  }
  assert.deepEqual([...found], files.reverse());
});
