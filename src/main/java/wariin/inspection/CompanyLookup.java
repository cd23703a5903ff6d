package wariin.inspection;

import org.springframework.stereotype.Component;
import wariin.company.Companies;
import wariin.inspection.Look.Notes;

/// Whether the corporate number of a provider is that of an open company of its name (the tax agency's file).
@Component
class CompanyLookup implements Check {

    private final Companies companies;

    CompanyLookup(Companies companies) {
        this.companies = companies;
    }

    @Override
    public String name() {
        return "corporate-number-lookup";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var number = service.provider().number();
        if (number == null) {
            notes.doubt("提供者に法人番号がありません。", "The provider has no corporate number.");
            return notes.look("", "-");
        }
        var fact = notes.fact("number", number.value());
        var company = companies.find(number).orElse(null);
        if (company == null) {
            if (companies.count() == 0) {
                notes.doubt("法人のデータがまだ取り込まれていません。", "No data of companies have been taken in yet.");
            } else {
                notes.fault("この法人番号の法人が見つかりません。", "No company has this corporate number.");
            }
            return notes.look("", "-");
        }
        fact.put("name", company.name());
        fact.put("closed", company.closed());
        fact.put("updatedOn", String.valueOf(company.updatedOn()));
        if (company.closed()) notes.fault("この法人の登記は閉鎖されています。", "The company is closed.");
        var same = companies.sameName(number, service.provider().name().ja())
                || companies.sameName(number, service.provider().name().en());
        fact.put("sameName", same);
        if (!same) {
            notes.fault("提供者の名称が法人の名称と一致しません。", "The provider's name is not that of the company.");
        }
        return notes.look("法人番号の法人は存在し、名称が一致します。", "The company with this number exists, is open and has this name.");
    }
}
