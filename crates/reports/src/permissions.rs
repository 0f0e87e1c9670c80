//! What can be permitted of reports.

kernel::permissions! {
    ViewSchoolHome = "school_home.view", "查看全校后勤一览", "View the logistics of the whole school at a glance";
    ViewTermSummaries = "term_summaries.view", "查看学期后勤工作总结", "View the term summaries of logistics";
    WriteTermSummaries = "term_summaries.write", "撰写学期后勤工作总结", "Write the term summaries of logistics";
}
