"""What the commands print with --json, apart from searches: one function a shape."""

from dataclasses import asdict

from indexer.contract.documents import Paragraph
from indexer.contract.manifest import Manifest
from indexer.contract.reading import ReadReport, RegionEvidence, SkippedFile
from indexer.contract.results import Facets, FacetValue
from indexer.contract.vocabulary import Region
from indexer.tally import BuildReport

Json = dict[str, object]


def inspected(read: ReadReport | SkippedFile) -> Json:
    """A line of `fangzhi inspect --json`."""
    if isinstance(read, SkippedFile):
        return {"path": read.path, "skipped": read.reason}
    report = read.report
    return {
        "path": read.path,
        "id": report.id,
        "encoding": read.encoding,
        "margin": read.margin,
        "title": report.title,
        "subtitle": report.subtitle,
        "date": report.date.isoformat() if report.date else None,
        "year": report.year,
        "source": report.source,
        "author": report.author,
        "url": report.url,
        "region": region_json(report.region),
        "region_score": read.region_score,
        "evidence": [_evidence(reason) for reason in read.evidence],
        "captions": list(report.captions),
        "paragraphs": [_paragraph(paragraph) for paragraph in report.paragraphs],
        "removed": [asdict(removal) for removal in read.removed],
        "repaired": [asdict(repair) for repair in read.clean.repaired],
        "notes": list(read.notes),
    }


def _evidence(reason: RegionEvidence) -> Json:
    return {"region": reason.region.code, "place": reason.place, "text": reason.text, "points": reason.points}


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "ordinal": paragraph.ordinal,
        "section": list(paragraph.section),
        "theme": paragraph.theme,
        "text": paragraph.text,
        "mentioned_regions": [region.code for region in paragraph.mentioned_regions],
        "mentioned_years": list(paragraph.mentioned_years),
    }


def built(report: BuildReport) -> Json:
    """What `fangzhi build --json` prints, and the totals of `--report`."""
    return {
        "ok": True,
        "files": report.files,
        "read": report.read,
        "unchanged": report.unchanged,
        "reports": report.reports,
        "paragraphs": report.paragraphs,
        "unknown_region": report.unknown_region,
        "regions": dict(report.regions),
        "dated": report.dated,
        "year_only": report.year_only,
        "undated": report.undated,
        "clusters": report.clusters,
        "reprints": report.reprints,
        "encodings": dict(report.encodings),
        "skipped": [asdict(skipped) for skipped in report.skipped],
        "seconds": round(report.seconds, 3),
        "generation": report.manifest.generation if report.manifest else None,
    }


def stats(manifest: Manifest, facets: Facets) -> Json:
    """What `fangzhi stats --json` prints: the generation, and how its paragraphs spread."""
    return {
        "ok": True,
        "generation": manifest.generation,
        "built_at": manifest.built_at.isoformat(),
        "engine": manifest.engine,
        "documents": manifest.documents,
        "paragraphs": manifest.paragraphs,
        "sources": list(manifest.sources),
        "size_bytes": sum(file.size_bytes for file in manifest.files),
        "regions": [_counted(value) for value in facets.region.values],
        "themes": [_counted(value) for value in facets.theme.values],
        "years": [_counted(value) for value in facets.year.values],
    }


def _counted(value: FacetValue) -> Json:
    return {"value": value.value, "label": value.label, "paragraphs": value.count, "parent": value.parent}


def region_json(region: Region | None) -> Json | None:
    """A region as every shape names it."""
    return {"code": region.code, "name": region.name, "path": list(region.path)} if region else None
