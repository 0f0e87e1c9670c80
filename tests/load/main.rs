//! `make bench`: what a request costs. Loads a school of a given size, drives the release build over HTTP and prints, per
//! operation, CPU milliseconds of the server and its database together, beside the bar it is held to and beside the same SQL through
//! the raw driver. Nothing here asserts a time; figures go to a table and a JSON file.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measuring tool fails by panicking")]
#![expect(clippy::print_stdout, reason = "its tables go to standard output")]
#![expect(clippy::disallowed_types, reason = "it loads data and measures behind the product's back")]
#![expect(clippy::disallowed_methods, reason = "wall time is what it measures")]
#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "figures to look at")]

mod book;
mod bulk;
mod cpu;
mod data;
mod drill;
mod drive;
mod floor;
mod ledgers;
mod months;
mod operations;
mod overload;
mod product;
mod purchases;
mod report;
mod reports;
mod statistics;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum};

use crate::{data::Size, product::Place, report::Figures};

#[derive(Parser)]
struct Args {
    /// The release build of `steward`.
    #[arg(long)]
    steward: PathBuf,
    /// S: 100 000 cards, 200 000 cases, 1 000 000 audit events. L: ten times that. `tiny` only shows that it runs.
    #[arg(long, value_enum, default_value_t = Size::S)]
    size: Size,
    #[arg(long, value_enum)]
    engine: Option<Engine>,
    /// A PostgreSQL with rights to make a database (scripts/with-postgres.sh), needed unless `--engine sqlite`.
    #[arg(long)]
    postgres: Option<String>,
    /// Where the data live while it runs; on a disk like the one a school has.
    #[arg(long)]
    folder: PathBuf,
    /// Interleaved rounds per operation.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// The figures as JSON.
    #[arg(long)]
    out: PathBuf,
    /// Figures of an earlier run to show beside.
    #[arg(long)]
    before: Option<PathBuf>,
    /// Not costs, but what only statistics can show (`make prove`).
    #[arg(long)]
    statistics: bool,
    /// Not costs, but how it bears too much at once (`make prove`).
    #[arg(long)]
    load: bool,
    /// Not costs, but a backup of a whole school taken into an empty place (`make prove`).
    #[arg(long)]
    drill: bool,
    /// Started by the tool itself: the raw driver behind the same web server.
    #[arg(long, hide = true)]
    floor: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(database) = &args.floor {
        floor::serve(database).await;
        return ExitCode::SUCCESS;
    }
    let engines = [Engine::Sqlite, Engine::Postgres].into_iter().filter(|e| args.engine.is_none_or(|only| only == *e));
    if args.statistics {
        let mut fits = true;
        for engine in engines {
            fits &= statistics::show(&place(&args, engine).await, engine).await;
        }
        return if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if args.load {
        let mut bears = true;
        for engine in engines {
            bears &= overload::show(&place(&args, engine).await, engine).await;
        }
        return if bears { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if args.drill {
        let mut fits = true;
        for engine in engines {
            let (full, empty) = (place(&args, engine).await, place_named(&args, engine, "drill").await);
            fits &= drill::show(&full, &empty, args.size, engine).await;
            std::fs::remove_dir_all(&full.folder).unwrap();
            std::fs::remove_dir_all(&empty.folder).unwrap();
        }
        return if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let mut figures = Figures::begin(args.size);
    for engine in engines {
        measure(&args, engine, &mut figures).await;
    }
    let before = args.before.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    println!("{}", figures.table(before.as_deref()));
    std::fs::write(&args.out, figures.json()).unwrap();
    println!("Figures are in {}.", args.out.display());
    ExitCode::SUCCESS
}

/// An empty place for the product's data.
async fn place(args: &Args, engine: Engine) -> Place {
    place_named(args, engine, "bench").await
}

async fn place_named(args: &Args, engine: Engine, name: &str) -> Place {
    let folder = args.folder.join(format!("{}-{name}", engine.name()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let url = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(data::fresh_database(args.postgres.as_deref().unwrap(), name).await),
    };
    Place { steward: args.steward.clone(), folder, url }
}

async fn measure(args: &Args, engine: Engine, figures: &mut Figures) {
    let place = place(args, engine).await;
    let school = data::load(&place, args.size, figures, engine).await;
    let buying = purchases::load(&place, &school, args.size.amounts()).await;
    let book = book::load(&place, &school, args.size.amounts()).await;
    let product = product::Product::start(&place).await;
    figures.start(engine, &product);
    let floor = floor::Floor::start(&place, &school).await;
    let more = book.operations(&product).into_iter().chain(reports::operations(&product).await).collect();
    operations::measure(&product, &floor, (&school, &buying), more, args.rounds, figures, engine).await;
    figures.memory_after(engine, &product);
    purchases::measure(&product, &buying, figures, engine).await;
    ledgers::measure(&product, &school, args.size.amounts(), figures, engine).await;
    floor.stop().await;
    product.stop().await;
    reports::million(&place, &school, figures, engine).await;
    if engine == Engine::Sqlite {
        std::fs::remove_dir_all(&place.folder).unwrap();
    }
}
