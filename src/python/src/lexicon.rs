//! `consort.Lexicon`: the vocabulary, and texts read with it.
//!
//! In: files of a vocabulary; texts, dicts, Arrow data, files. Out: extraction records, or tables of mentions and relations.
//! Never: a graph.

use std::path::PathBuf;
use std::sync::Arc;

use consort::Warning;
use consort::dictionary::{
    Cache, Lexicon as Compiled, Loaded, VocabFile, builtin_files, load_folders,
};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};

use crate::arrow_in::batches;
use crate::convert::{Keywords, OneOrMany, Paths};
use crate::error::{Failure, warn};
use crate::records::{dicts, object, record};
use crate::setup::{file_options, record_options};
use crate::stories::{Job, Source};
use crate::work::run;

/// The names that are found, and the words that say relations.
///
/// >>> import consort
/// >>> lexicon = consort.Lexicon.builtin()
/// >>> record = lexicon.extract("Norway funds the Container Control Programme.")
/// >>> [(m["text"], m["id"]) for m in record["mentions"]]
/// [('Norway', 'nor'), ('Container Control Programme', 'unodc-wco-ccp')]
/// >>> [(r["subject"], r["predicate"], r["object"]) for r in record["relations"]]
/// [('nor', 'funds', 'unodc-wco-ccp')]
#[pyclass(frozen, module = "consort")]
pub(crate) struct Lexicon {
    compiled: Arc<Compiled>,
}

impl Lexicon {
    /// The shipped one, for whoever gives none.
    pub(crate) fn shipped() -> Result<(Arc<Compiled>, Vec<Warning>), Failure> {
        compiled(builtin_files(), &[], &[], false)
    }

    pub(crate) fn compiled(&self) -> Arc<Compiled> {
        self.compiled.clone()
    }

    /// What Python gives to be read.
    fn source(source: &Bound<'_, PyAny>, is_one: bool) -> PyResult<Source> {
        if is_one {
            return Ok(Source::Records(vec![record(source, 0)?]));
        }
        if let Some(batches) = batches(source)? {
            return Ok(Source::Arrow(batches));
        }
        let Ok(items) = source.try_iter() else {
            // Says what may be given.
            return Err(record(source, 0).err().unwrap_or_else(|| PyTypeError::new_err("source")));
        };
        let items = items.enumerate();
        let records = items.map(|(place, item)| record(&item?, place));
        Ok(Source::Records(records.collect::<PyResult<_>>()?))
    }
}

fn compiled(
    files: Vec<VocabFile>,
    folders: &[PathBuf],
    languages: &[String],
    listed_only: bool,
) -> Result<(Arc<Compiled>, Vec<Warning>), Failure> {
    let Loaded { lexicon, faults, notes } =
        load_folders(files, folders, languages, &Cache::of_user())?;
    let lexicon = if listed_only { lexicon.listed_only() } else { lexicon };
    Ok((Arc::new(lexicon), [faults, notes].concat()))
}

fn loaded(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    languages: Option<OneOrMany<String>>,
    builtin: bool,
    listed_only: bool,
) -> PyResult<Lexicon> {
    let languages = languages.map(OneOrMany::all).unwrap_or_default();
    let (compiled, warnings) = run(
        py,
        || {},
        move || {
            let mut files = builtin_files();
            if !builtin {
                files.retain(VocabFile::is_language);
            }
            compiled(files, &paths, &languages, listed_only)
        },
    )?;
    warn(py, warnings)?;
    Ok(Lexicon { compiled })
}

#[pymethods]
impl Lexicon {
    /// The vocabulary that consort ships.
    ///
    /// `languages` are those whose labels are names to be found too, such as `["fr", "es"]`. With `listed_only`, only names that
    /// the vocabulary lists or a template makes are found, and no provisional ones.
    ///
    /// >>> import consort
    /// >>> record = consort.Lexicon.builtin(languages=["fr"]).extract("L’Allemagne a signé.")
    /// >>> record["mentions"][0]["id"]
    /// 'deu'
    #[staticmethod]
    #[pyo3(signature = (*, languages=None, listed_only=false))]
    fn builtin(
        py: Python<'_>,
        languages: Option<OneOrMany<String>>,
        listed_only: bool,
    ) -> PyResult<Self> {
        loaded(py, Vec::new(), languages, true, listed_only)
    }

    /// Vocabulary files of your own, or folders of them, that add to the shipped ones or correct them.
    ///
    /// With `builtin=False` the shipped names are left out; the words of English stay.
    ///
    /// >>> import consort, pathlib, tempfile
    /// >>> names = pathlib.Path(tempfile.mkdtemp()) / "organisations.toml"
    /// >>> _ = names.write_text('[zeta]\nname = "Zeta Body"\n')
    /// >>> record = consort.Lexicon.load(names).extract("The Zeta Body met UNICEF.")
    /// >>> [m["id"] for m in record["mentions"]]
    /// ['zeta', 'unicef']
    #[staticmethod]
    #[pyo3(signature = (paths, *, languages=None, builtin=true, listed_only=false))]
    fn load(
        py: Python<'_>,
        paths: Paths,
        languages: Option<OneOrMany<String>>,
        builtin: bool,
        listed_only: bool,
    ) -> PyResult<Self> {
        loaded(py, paths.all(), languages, builtin, listed_only)
    }

    /// The mentions and relations of texts.
    ///
    /// A text, or a dict with a "text" and perhaps "id", "title", "date", "url" and other fields, gives a record, as
    /// `consort extract --format jsonl` writes it: a dict. Several give a list. Arrow data with a column "text" (of pyarrow,
    /// polars, pandas, DuckDB) give two tables, of mentions and of relations, whose column "row" counts the rows of the input from
    /// 0; `arrow` says which of the two is wanted. Offsets are those of Python: `record["text"][m["start"]:m["end"]]` is
    /// `m["text"]`.
    ///
    /// `name` is what records and warnings call the input, `fields` gives other names for fields (`{"text": "body"}`),
    /// `date_format` says how dates are written, and `threads` on how many threads texts are read; on all cores when left out.
    ///
    /// >>> import consort
    /// >>> lexicon = consort.Lexicon.builtin()
    /// >>> records = lexicon.extract(["UNICEF met WHO.", {"text": "Japan met France.", "date": "2020-03-04"}])
    /// >>> [(record["date_start"], len(record["mentions"])) for record in records]
    /// [(None, 2), ('2020-03-04', 2)]
    /// >>> mentions, relations = lexicon.extract(["Norway funds UNICEF."], arrow=True)
    /// >>> relations.to_dicts()[0]["object"]
    /// 'unicef'
    #[pyo3(signature = (source, *, arrow=None, name="input", threads=None, **reading))]
    fn extract<'py>(
        &self,
        source: &Bound<'py, PyAny>,
        arrow: Option<bool>,
        name: &str,
        threads: Option<usize>,
        reading: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = source.py();
        let keywords = Keywords::of("extract", reading)?;
        let options = record_options(&keywords)?;
        keywords.finish()?;
        let is_one = source.is_instance_of::<PyString>() || source.is_instance_of::<PyMapping>();
        let source = Self::source(source, is_one)?;
        let wants_arrow = arrow.unwrap_or(matches!(source, Source::Arrow(_)));
        let job = Job { source, name: name.to_owned(), options, lexicon: self.compiled(), threads };
        if wants_arrow {
            return tables(py, job);
        }
        let (records, warnings) = job.records(py)?;
        match (is_one, &*records, &*warnings) {
            (true, [], [warning, ..]) => Err(Failure::refused(warning).into()),
            (true, [only], _) => {
                warn(py, warnings)?;
                object(py, only)
            }
            _ => {
                warn(py, warnings)?;
                Ok(dicts(py, &records)?.into_any())
            }
        }
    }

    /// The records of files and folders, as `consort extract` reads them: texts, pages, PDFs, mails, tables and more.
    ///
    /// `decisions` are files of reviewers' decisions; when left out, the `decisions.toml` beside the texts. `whole`, `split`,
    /// `title`, `fields` and `date_format` say how files are read, as `consort extract --help` explains.
    ///
    /// >>> import consort, pathlib, tempfile
    /// >>> story = pathlib.Path(tempfile.mkdtemp()) / "story.txt"
    /// >>> _ = story.write_text("3 March 2020, Vienna, Austria: UNICEF met WHO.")
    /// >>> [record["date_start"] for record in consort.Lexicon.builtin().extract_files(story)]
    /// ['2020-03-03']
    #[pyo3(signature = (paths, *, arrow=false, threads=None, **reading))]
    fn extract_files<'py>(
        &self,
        py: Python<'py>,
        paths: Paths,
        arrow: bool,
        threads: Option<usize>,
        reading: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let keywords = Keywords::of("extract_files", reading)?;
        let options = file_options(&keywords)?;
        let decisions: Vec<PathBuf> = keywords.list("decisions")?;
        keywords.finish()?;
        let source = Source::Files(paths.all(), decisions);
        let job = Job { source, name: String::new(), options, lexicon: self.compiled(), threads };
        if arrow {
            return tables(py, job);
        }
        let (records, warnings) = job.records(py)?;
        warn(py, warnings)?;
        Ok(dicts(py, &records)?.into_any())
    }
}

fn tables(py: Python<'_>, job: Job) -> PyResult<Bound<'_, PyAny>> {
    let (tables, warnings) = job.tables(py)?;
    warn(py, warnings)?;
    Ok(tables.into_pyobject(py)?.into_any())
}
