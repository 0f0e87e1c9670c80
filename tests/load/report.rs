//! Figures, as a table for people and as JSON for the next run.

use std::{fmt::Write, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{Engine, cpu, data::Size, drive::Run, product::Product};

/// CPU milliseconds of a request: the median of the rounds, with the least and the most.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cost {
    pub operation: String,
    pub bar: f64,
    pub cpu_ms: Spread,
    pub floor_ms: Option<Spread>,
    /// With 32 clients: requests a second, milliseconds of the middle and of the slowest in a hundred.
    pub per_second: Option<f64>,
    pub p50_ms: Option<f64>,
    pub p99_ms: Option<f64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct EngineFigures {
    pub loaded_s: f64,
    pub ready_ms: f64,
    pub idle_mb: f64,
    pub after_mb: f64,
    pub costs: Vec<Cost>,
    #[serde(default)]
    pub tasks: Vec<Task>,
}

/// A piece of work of many rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Task {
    pub name: String,
    pub rows: usize,
    pub seconds: f64,
    pub cpu_s: f64,
    pub bar_per_second: Option<f64>,
    /// Most anonymous memory of the server above what it had before.
    pub memory_mb: Option<f64>,
    /// Milliseconds of the slowest in a hundred who look at a card meanwhile: alone, and beside it.
    pub alone_ms: Option<f64>,
    pub beside_ms: Option<f64>,
}

impl Task {
    /// Of another process, of which only the time is known.
    pub fn of(name: String, rows: usize, took: Duration) -> Self {
        Self { name, rows, seconds: took.as_secs_f64(), cpu_s: 0.0, bar_per_second: None, memory_mb: None, alone_ms: None, beside_ms: None }
    }

    fn per_second(&self) -> f64 {
        self.rows as f64 / self.seconds
    }
}

/// Everything a run found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    pub size: String,
    pub machine: String,
    pub sqlite: Option<EngineFigures>,
    pub postgres: Option<EngineFigures>,
}

impl Spread {
    fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        Some(Self { median: *sorted.get(sorted.len() / 2)?, least: *sorted.first()?, most: *sorted.last()? })
    }
}

impl Cost {
    pub fn of(operation: &str, bar: f64, ours: &[f64], floor: &[f64], many: Option<&Run>) -> Self {
        let ms = |percent| many.map(|run| run.percentile(percent).as_secs_f64() * 1000.0);
        Self {
            operation: operation.into(),
            bar,
            cpu_ms: Spread::of(ours).unwrap(),
            floor_ms: Spread::of(floor),
            per_second: many.map(Run::per_second),
            p50_ms: ms(50),
            p99_ms: ms(99),
        }
    }
}

impl Figures {
    pub fn begin(size: Size) -> Self {
        let machine = cpu::machine();
        println!("Size {size:?}; {machine}.");
        Self { size: format!("{size:?}"), machine, sqlite: None, postgres: None }
    }

    fn of(&mut self, engine: Engine) -> &mut EngineFigures {
        let slot = match engine {
            Engine::Sqlite => &mut self.sqlite,
            Engine::Postgres => &mut self.postgres,
        };
        slot.get_or_insert_default()
    }

    pub fn loaded(&mut self, engine: Engine, took: Duration) {
        println!("{}: data loaded in {:.0} s", engine.name(), took.as_secs_f64());
        self.of(engine).loaded_s = took.as_secs_f64();
    }

    pub fn task(&mut self, engine: Engine, task: Task) {
        println!("{}: {} ({} rows): {:.1} s", engine.name(), task.name, task.rows, task.seconds);
        self.of(engine).tasks.push(task);
    }

    pub fn start(&mut self, engine: Engine, product: &Product) {
        let figures = self.of(engine);
        figures.ready_ms = product.ready_after.as_secs_f64() * 1000.0;
        figures.idle_mb = product.idle_megabytes;
        println!("{}: ready after {:.0} ms, {:.0} MB idle", engine.name(), figures.ready_ms, figures.idle_mb);
    }

    pub fn memory_after(&mut self, engine: Engine, product: &Product) {
        self.of(engine).after_mb = product.server.anonymous_megabytes();
    }

    pub fn cost(&mut self, engine: Engine, cost: Cost) {
        println!("{}: {} {:.3} ms", engine.name(), cost.operation, cost.cpu_ms.median);
        self.of(engine).costs.push(cost);
    }

    pub fn json(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap())
    }

    /// `before`: the JSON of an earlier run.
    pub fn table(&self, before: Option<&str>) -> String {
        let before: Option<Self> = before.and_then(|text| serde_json::from_str(text).ok());
        let before = before.filter(|b| b.size == self.size);
        let mut out = String::new();
        let engines = [
            ("SQLite", &self.sqlite, before.as_ref().map(|b| &b.sqlite)),
            ("PostgreSQL", &self.postgres, before.as_ref().map(|b| &b.postgres)),
        ];
        for (title, now, then) in engines {
            let Some(now) = now else { continue };
            let then = then.and_then(Option::as_ref);
            writeln!(out, "\n{title}: CPU ms per request, server and database (size {}, {})", self.size, self.machine).unwrap();
            writeln!(
                out,
                "{:<44}{:>8}{:>16}{:>7}{:>7}{:>8}{:>9}{:>8}{:>8}",
                "operation", "median", "least–most", "bar", "÷bar", "÷floor", "before", "req/s", "p99 ms"
            )
            .unwrap();
            for cost in &now.costs {
                writeln!(out, "{}", line(cost, then)).unwrap();
            }
            writeln!(
                out,
                "ready after {:.0} ms (bar 500) · idle {:.0} MB (bar 40) · after the requests {:.0} MB (bar 150)",
                now.ready_ms, now.idle_mb, now.after_mb
            )
            .unwrap();
            writeln!(
                out,
                "{:<44}{:>10}{:>8}{:>8}{:>9}{:>9}{:>9}{:>10}{:>10}",
                "ledgers", "rows", "s", "CPU s", "rows/s", "bar", "+MB", "p99 alone", "beside"
            )
            .unwrap();
            for task in &now.tasks {
                writeln!(out, "{}", task_line(task)).unwrap();
            }
        }
        out
    }
}

fn task_line(task: &Task) -> String {
    let some = |value: Option<f64>, digits: usize| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.digits$}"));
    format!(
        "{:<44}{:>10}{:>8.1}{:>8.1}{:>9.0}{:>9}{:>9}{:>10}{:>10}",
        task.name,
        task.rows,
        task.seconds,
        task.cpu_s,
        task.per_second(),
        some(task.bar_per_second, 0),
        some(task.memory_mb, 0),
        some(task.alone_ms, 1),
        some(task.beside_ms, 1)
    )
}

fn line(cost: &Cost, then: Option<&EngineFigures>) -> String {
    let some = |value: Option<f64>, digits: usize| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.digits$}"));
    let earlier = then.and_then(|t| t.costs.iter().find(|c| c.operation == cost.operation)).map(|c| c.cpu_ms.median);
    let floor = cost.floor_ms.map(|f| cost.cpu_ms.median / f.median);
    // Chinese characters are two columns wide.
    let wide = cost.operation.chars().filter(|c| !c.is_ascii()).count();
    format!(
        "{}{}{:>8.3}{:>16}{:>7.2}{:>7.2}{:>8}{:>9}{:>8}{:>8}",
        cost.operation,
        " ".repeat(44_usize.saturating_sub(cost.operation.chars().count() + wide)),
        cost.cpu_ms.median,
        format!("{:.3}–{:.3}", cost.cpu_ms.least, cost.cpu_ms.most),
        cost.bar,
        cost.cpu_ms.median / cost.bar,
        some(floor, 2),
        some(earlier, 3),
        some(cost.per_second, 0),
        some(cost.p99_ms, 1),
    )
}
