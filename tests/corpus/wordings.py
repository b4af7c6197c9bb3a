"""How offices word the headings of columns, the titles above a list and what stands below it."""

HEADINGS = {
    "number": ("STT", "TT", "Số TT", "Stt", "Số thứ tự", "No.", "SỐ TT"),
    "full_name": ("Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ & tên", "Họ và tên cán bộ, viên chức",
                  "Họ và tên đại biểu", "Họ và tên\n(chữ in hoa có dấu)", "Họ tên CBVC",
                  "Họ, tên", "Tên đại biểu", "Họ và tên viên chức, người lao động",
                  "Họ tên CB, GV, NV", "HỌ TÊN ĐẠI BIỂU", "Họ và tên người tham dự"),
    "family": ("Họ và tên đệm", "Họ đệm", "Họ lót", "Họ", "Họ và chữ đệm", "HỌ VÀ TÊN LÓT"),
    "given": ("Tên", "TÊN", "Tên "),
    "unit": ("Đơn vị", "Đơn vị công tác", "Phòng/Khoa", "Khoa, phòng", "Nơi công tác", "Bộ phận",
             "Đơn vị/Bộ phận", "Khoa/Phòng/Trung tâm", "Phòng, ban, đơn vị", "Tên đơn vị",
             "Đơn vị (Khoa, Phòng, Trung tâm)", "ĐƠN VỊ CÔNG TÁC HIỆN NAY", "Thuộc đơn vị",
             "Cơ quan, đơn vị", "Đơn vị trực thuộc", "Tên cơ quan, đơn vị công tác"),
    "position": ("Chức vụ", "Chức danh", "Chức vụ/Chức danh", "Chức vụ hiện nay", "CHỨC VỤ",
                 "Chức vụ, chức danh", "Chức vụ chính quyền", "Vị trí việc làm", "Chức vụ công tác",
                 "Chức danh, chức vụ", "Chức vụ đảm nhiệm", "Chức vụ (chức danh) công tác"),
    "birth_year": ("Năm sinh", "NĂM SINH", "Sinh năm"),
    "birth_date": ("Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "NTNS",
                   "Ngày/tháng/năm sinh", "Ngày, tháng\nnăm sinh"),
    "gender": ("Giới tính", "Nam/Nữ", "Phái", "GT", "Giới tính (Nam/Nữ)", "Giới"),
    "phone": ("Điện thoại", "SĐT", "Số điện thoại", "ĐTDĐ", "Điện thoại liên hệ", "Số ĐT",
              "Di động", "Số điện thoại liên lạc", "ĐT liên hệ", "Số điện thoại di động"),
    "email": ("Email", "E-mail", "Địa chỉ email", "Hộp thư điện tử", "Thư điện tử", "EMAIL CÔNG VỤ",
              "Địa chỉ Email liên hệ"),
    "staff_code": ("Mã CB", "Mã cán bộ", "MSCB", "Mã số viên chức", "Mã NV", "Mã GV",
                   "Mã nhân viên", "Mã CBVC", "Mã số cán bộ"),
    "titles": ("Học hàm, học vị", "Trình độ", "Trình độ chuyên môn", "Học hàm/Học vị",
               "HỌC HÀM HỌC VỊ", "Học hàm, học vị (nếu có)"),
    "position_and_unit": ("Chức vụ, đơn vị công tác", "Chức vụ - Đơn vị", "Chức vụ, đơn vị",
                          "Chức danh, đơn vị công tác"),
    "note": ("Ghi chú", "GC", "Ghi chú thêm", "GHI CHÚ"),
    "sign": ("Ký tên", "Ký nhận", "Chữ ký", "Ký tên xác nhận"),
    "other": ("Dân tộc", "Tôn giáo", "Số CCCD", "Hệ số lương", "Lý luận chính trị", "Quê quán"),
}
OFFICES = ("TRƯỜNG ĐẠI HỌC KỸ THUẬT", "UBND TỈNH THÁI NGUYÊN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
           "ĐẠI HỌC THÁI NGUYÊN", "BỆNH VIỆN ĐA KHOA TRUNG TÂM")
TITLES = ("DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ VIÊN CHỨC, NGƯỜI LAO ĐỘNG",
          "DANH SÁCH VIÊN CHỨC, NGƯỜI LAO ĐỘNG NĂM 2023", "DANH SÁCH TRÍCH NGANG CÁN BỘ",
          "Danh sách đại biểu dự Hội nghị", "DANH SÁCH CÁN BỘ, GIẢNG VIÊN")
SUBTITLES = ("(Kèm theo Công văn số 123/TB-ĐHKT ngày 12/6/2023)", "Năm học 2022 - 2023",
             "Thời gian: 7h30 ngày 30 tháng 6 năm 2023", "Địa điểm: Hội trường A",
             "(Ban hành kèm theo Quyết định số 45/QĐ-SGD)")
TOTALS = ("Tổng cộng: {count} người", "Tổng số: {count}", "Danh sách này có {count} người./.",
          "Cộng: {count} người", "(Danh sách này gồm {count} đồng chí)",
          "Ấn định danh sách có {count} người", "Danh sách có {count} cán bộ, viên chức",
          "* Tổng số: {count} đại biểu")
PLACES = ("Thái Nguyên, ngày 20 tháng 6 năm 2023", "Hà Nội, ngày    tháng    năm 2023",
          "............, ngày ... tháng ... năm 2023")
SIGNERS = (("NGƯỜI LẬP BIỂU", "HIỆU TRƯỞNG"), ("Người lập danh sách", "THỦ TRƯỞNG ĐƠN VỊ"),
           ("CÔNG ĐOÀN", "TRƯỞNG KHOA"), ("Người lập", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG"),
           ("TRƯỞNG PHÒNG TCCB", "GIÁM ĐỐC"))
