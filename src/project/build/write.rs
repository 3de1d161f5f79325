//! Writing the files of one letter of a build.

use super::execute::Work;
use super::report::Report;
use crate::base::diagnostic::Diagnostic;
use crate::base::file_set;
use crate::base::fingerprint::Fingerprint;
use crate::base::format::Format;
use crate::project::build_cache::{File, Reason};
use std::path::PathBuf;

impl Work<'_> {
    /// Writes files, which are as they are then; `None` when that could not be, which is reported. A copy is kept of
    /// those that somebody changed after they were built, as one of the reasons then says.
    pub(super) fn write(
        &self,
        report: &mut Report,
        formats: &[Format],
        files: &[(String, Vec<u8>)],
        document: Fingerprint,
        why: &[Reason],
    ) -> Option<Vec<File>> {
        let output = &self.build.output;
        let new = formats.iter().zip(files);
        let new: Vec<File> = new.map(|(f, (name, bytes))| File::new(*f, name, bytes, document)).collect();
        // Where nothing can be noted the next build makes everything: the end of the build says so.
        let _ = self.build.notes().cache.keep_writing(&new);
        let replaced =
            self.set_aside(files, why).and_then(|kept| Ok((kept, file_set::replace(output, files)?)));
        match replaced {
            Ok((kept, outcomes)) => {
                let names = files.iter().map(|(name, _)| name.clone());
                report.files = Some(names.zip(outcomes).collect());
                report.set_aside = kept;
                Some(new.into_iter().map(|file| file.written(output)).collect())
            }
            Err(problem) => {
                report.block(problem);
                None
            }
        }
    }

    fn set_aside(
        &self,
        files: &[(String, Vec<u8>)],
        why: &[Reason],
    ) -> Result<Vec<(String, PathBuf)>, Diagnostic> {
        let output = &self.build.output;
        let mut kept = Vec::new();
        let touched =
            |name: &String| why.iter().any(|why| matches!(why, Reason::Touched(file) if file == name));
        for (name, bytes) in files.iter().filter(|(name, _)| touched(name)) {
            if std::fs::read(output.join(name)).is_ok_and(|old| old != *bytes)
                && let Some(copy) = file_set::set_aside(output, name)?
            {
                kept.push((name.clone(), copy));
            }
        }
        Ok(kept)
    }
}
