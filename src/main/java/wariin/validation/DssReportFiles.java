package wariin.validation;

import eu.europa.esig.dss.validation.reports.Reports;

/// The reports as EU DSS writes them.
record DssReportFiles(Reports reports) implements ReportFiles {

    @Override
    public String etsi() {
        return reports.getXmlValidationReport();
    }

    @Override
    public String simple() {
        return reports.getXmlSimpleReport();
    }

    @Override
    public String detailed() {
        return reports.getXmlDetailedReport();
    }
}
