import { expect, test } from 'vitest';
import { expectProblems, reportOn, swap } from '../support/content-folder.ts';

const plan = 'plans/ke-hoach-2021.mdx';
const text = `---
title: Kế hoạch năm 2021
summary: Một kế hoạch.
term: xiii
audiences: [everyone]
sources: [nq-dh13]
updated: 2026-11-20
check: text
kind: plan
document: nq-dh13
issuer: Ban Thường vụ
period: năm 2021
goals: [Mục tiêu thứ nhất]
tasks:
  - id: hoc-tap
    part: Học tập
    task: Tổ chức học tập
    owner: Cấp ủy
    deadline: quý II/2021
  - id: bao-cao
    part: Báo cáo
    task: Báo cáo kết quả
milestones:
  - id: moc-quy-2
    when: quý II/2021
    due: 2021-06-30
    what: Hoàn thành học tập
    source: nq-dh13
---

Xem [việc báo cáo](#bao-cao), [phần hai](#phan-2) và [mốc](#moc-quy-2).
`;
const written = (from: string, to: string) => swap(from, to)(text);

test('a plan has passages for its goals, parts, tasks and milestones', async () => {
  expect((await reportOn({ [plan]: text })).problems).toEqual([]);
});

test('a plan has no more parts than its tasks name', () =>
  expectProblems(
    { [plan]: written('(#phan-2)', '(#phan-3)') },
    { file: plan, at: '(#phan-3)', field: '(liên kết)', problem: '#phan-3' },
  ));

test('a plan may only tell of a document that is listed', () =>
  expectProblems(
    { [plan]: written('document: nq-dh13', 'document: khong-co') },
    { file: plan, at: 'document:', field: 'document', problem: 'khong-co', remedy: 'content/sources.yaml' },
  ));

test('a task and a milestone of one plan may not have one id', () =>
  expectProblems(
    { [plan]: written('- id: moc-quy-2', '- id: hoc-tap').replace('(#moc-quy-2)', '(#hoc-tap)') },
    { file: plan, at: '- id: hoc-tap\n    when', field: 'milestones[1].id', problem: '"hoc-tap"' },
  ));

// Seen to fail with the rule taken out of the schema.
test('every task of an action programme names its roadmap and whoever answers for it', () =>
  expectProblems(
    { [plan]: written('kind: plan', 'kind: action-programme') },
    { file: plan, at: '- id: bao-cao', field: 'tasks[2].deadline', problem: 'thiếu', remedy: 'deadline' },
    { file: plan, at: '- id: bao-cao', field: 'tasks[2].owner', problem: 'chương trình hành động', remedy: 'owner' },
  ));

// Seen to fail without the rule: the calendar then had the day of whichever page was read first.
test('a theme and a plan that tell of one milestone say the same of it', () => {
  const same = written('id: moc-quy-2', 'id: moc-quy-1')
    .replace('(#moc-quy-2)', '(#moc-quy-1)')
    .replace('when: quý II/2021', 'when: quý I/2023');
  return expectProblems(
    { [plan]: same.replace('due: 2021-06-30', 'due: 2023-03-30') },
    { file: plan, at: 'due:', field: 'milestones[1].due', problem: 'content/themes/doan-ket-2023.mdx' },
  );
});
